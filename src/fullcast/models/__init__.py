"""Weights in, arrays out: a small trained encoder, served on onnxruntime.

Nothing here is loaded by `import fullcast`, and nothing here is global: a reader is opened by the caller and passed on.
"""

from __future__ import annotations
