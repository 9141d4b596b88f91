#!/bin/sh
# Makes sure that the system's libraries that Qt needs are there: installs them where that is allowed, else names them in one line.
missing=""
for name in "$@"; do
    case $name in
        libegl1) file=libEGL.so.1 ;;
        libgl1) file=libGL.so.1 ;;
        libxkbcommon0) file=libxkbcommon.so.0 ;;
        libdbus-1-3) file=libdbus-1.so.3 ;;
        libfontconfig1) file=libfontconfig.so.1 ;;
        libxkbcommon-x11-0) file=libxkbcommon-x11.so.0 ;;
        libxcb-cursor0) file=libxcb-cursor.so.0 ;;
        libxcb-icccm4) file=libxcb-icccm.so.4 ;;
        libxcb-image0) file=libxcb-image.so.0 ;;
        libxcb-keysyms1) file=libxcb-keysyms.so.1 ;;
        libxcb-render-util0) file=libxcb-render-util.so.0 ;;
        libxcb-shape0) file=libxcb-shape.so.0 ;;
        libxcb-xkb1) file=libxcb-xkb.so.1 ;;
        *) file="" ;;
    esac
    command -v ldconfig >/dev/null 2>&1 || PATH="$PATH:/sbin:/usr/sbin"
    ldconfig -p 2>/dev/null | grep -q "$file" || missing="$missing $name"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1
    if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null 2>&1; then exit 0; fi
fi
echo "The window needs these system packages:$missing (for example: sudo apt install$missing)" >&2
exit 0
