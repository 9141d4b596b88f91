// The peers of time_peers.py that run in Node: `node time_peers.js PEER FOLDER < lines > answers`, FOLDER holding node_modules.
// Run with TZ=UTC: a phrase's local now is taken for UTC, so that local times come back as they are.
const readline = require("readline");
const path = require("path");
const [peer, folder] = process.argv.slice(2);
const load = (name) => require(require.resolve(name, { paths: [path.resolve(folder)] }));
const DAY = 86400000;
const isoOf = (ms) => new Date(ms).toISOString().slice(0, 19);

function chrono() {
  const library = load("chrono-node");
  const certain = (side, unit) => side.isCertain(unit);
  const timed = (side) => certain(side, "hour");
  const bounds = (side, text) => {
    const [y, m, d] = ["year", "month", "day"].map((unit) => side.get(unit));
    const page = /\b(?:this|next|last|past|previous|coming) (week|month|quarter|year)\b/i.exec(text);
    const monday = Date.UTC(y, m - 1, d) - ((new Date(Date.UTC(y, m - 1, d)).getUTCDay() + 6) % 7) * DAY;
    const quarter = m - 1 - ((m - 1) % 3);
    const pages = { week: [monday, monday + 7 * DAY], month: [Date.UTC(y, m - 1, 1), Date.UTC(y, m, 1)], quarter: [Date.UTC(y, quarter, 1), Date.UTC(y, quarter + 3, 1)], year: [Date.UTC(y, 0, 1), Date.UTC(y + 1, 0, 1)] };
    if (page && !certain(side, "weekday")) return pages[page[1].toLowerCase()];
    if (/^(?:in )?(?:19|20)\d\d$/.test(text)) return pages.year;
    if (certain(side, "day") || certain(side, "weekday") || !certain(side, "month") || /\d+ month/i.test(text)) return [Date.UTC(y, m - 1, d), Date.UTC(y, m - 1, d) + DAY];
    return pages.month;
  };
  const iso = (side) => (side.isCertain("timezoneOffset") ? `${isoOf(side.date().getTime())}+00:00` : isoOf(instant(side)));
  const instant = (side) => Date.UTC(side.get("year"), side.get("month") - 1, side.get("day"), side.get("hour"), side.get("minute"), side.get("second"));
  return (text, now) => {
    const found = library.parse(text, now, { forwardDate: true })[0];
    if (!found) return { kind: "none" };
    const { start, end } = found;
    if (end) return { kind: "interval", start: timed(start) ? iso(start) : isoOf(bounds(start, text)[0]), end: timed(end) ? iso(end) : isoOf(bounds(end, text)[1]) };
    if (timed(start)) return { kind: "moment", start: iso(start), end: null };
    const [first, last] = bounds(start, text);
    return { kind: "interval", start: isoOf(first), end: isoOf(last) };
  };
}

const UNITS = { D: "DAILY", W: "WEEKLY", M: "MONTHLY", Y: "YEARLY" };
const DAYS = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

function rule(timex) {
  const every = /^P(T?)(\d+(?:\.5)?)([DWMYHS])/.exec(timex);
  if (every && !every[1]) return `FREQ=${UNITS[every[3]]};INTERVAL=${every[2]}`;
  if (every) return `FREQ=${{ H: "HOURLY", M: "MINUTELY", S: "SECONDLY" }[every[3]]};INTERVAL=${every[2]}`;
  const weekday = /^XXXX-WXX-(\d)/.exec(timex);
  if (weekday) return `FREQ=WEEKLY;BYDAY=${DAYS[weekday[1]]}`;
  if (/^XXXX-WXX-WE/.test(timex)) return "FREQ=WEEKLY;BYDAY=SA,SU";
  const yearly = /^XXXX-(\d\d)-(\d\d)/.exec(timex);
  if (yearly) return `FREQ=YEARLY;BYMONTH=${+yearly[1]};BYMONTHDAY=${+yearly[2]}`;
  return /^T|^XXXX-XX-XX/.test(timex) ? "FREQ=DAILY" : null;
}

function recognizers() {
  const suite = load("@microsoft/recognizers-text-suite");
  const stamp = (text) => (text ? text.replace(" ", "T") : null);
  return (text, now) => {
    const all = suite.recognizeDateTime(text, suite.Culture.English, undefined, now);
    const found = all.sort((a, b) => b.end - b.start - (a.end - a.start))[0];
    const values = (found && found.resolution && found.resolution.values) || [];
    const day = stamp(isoOf(now.getTime())).slice(0, 10);
    const at = (value, key) => (value[key] && value[key].length <= 8 ? `${day}T${value[key]}` : stamp(value[key]));
    const ahead = (value) => (at(value, "start") || at(value, "end") || at(value, "value") || "") >= (value.type.startsWith("date") && value.type !== "datetime" ? day : isoOf(now.getTime()));
    const value = values.find((v) => v.type !== "duration" && v.type !== "set" && ahead(v)) || values[values.length - 1];
    if (!value) return { kind: "none" };
    if (value.type === "duration") return { kind: "duration", duration: `PT${Math.round(+value.value)}S` };
    if (value.type === "set") return { kind: "recurrence", rrule: rule(value.timex), start: null };
    if (value.type.endsWith("range")) return { kind: "interval", start: at(value, "start") || null, end: at(value, "end") || null };
    if (value.type === "date") return { kind: "interval", start: `${value.value}T00:00:00`, end: isoOf(Date.parse(`${value.value}T00:00:00Z`) + DAY) };
    return { kind: "moment", start: at(value, "value"), end: null };
  };
}

const read = { chrono, recognizers }[peer]();
const lines = [];
readline.createInterface({ input: process.stdin }).on("line", (line) => lines.push(JSON.parse(line))).on("close", () => {
  for (const [number, request] of [lines[0], ...lines].entries()) {
    const now = new Date(request.now.slice(0, 19) + "Z");
    let answer;
    let best = Infinity;
    for (let run = 0; run < 3; run++) {
      const begin = process.hrtime.bigint();
      try { answer = read(request.text, now); } catch (problem) { answer = { error: String(problem) }; }
      best = Math.min(best, Number(process.hrtime.bigint() - begin) / 1000);
    }
    if (number) console.log(JSON.stringify({ answer, us: best }));
  }
});
