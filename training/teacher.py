"""The larger network: a pretrained BERT encoder that learns the heads from the corpus, and gives its scores to the student."""

import importlib.util
import json
import logging
from pathlib import Path

import numpy
import torch
from huggingface_hub import snapshot_download
from tqdm import tqdm

from training.dataset import Dataset, endless, plan_batches
from training.encoder import Encoder, Shape, load_bert
from training.objective import at_anchors, label_loss
from training.optimization import autocast, run_course
from training.recipe import Recipe, ShapeNumbers

log = logging.getLogger(__name__)
