"""What workers of the natural voice are forked with: model and lexicons, 170 MB they share.

Opening them takes 0.8 s of a processor, once, while the essay is read. The model's session has no
threads of its own, so a fork of it works.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from pipeline.errors import EssaycastError

with suppress(EssaycastError, OSError, ImportError):  # whoever speaks is told what is wrong
    from pipeline.speech.engines.neural import neural_driver
    from pipeline.speech.engines.neural.neural_speech import model, pronouncer

    neural_driver.register()
    model()
    pronouncer()
gc.collect()
gc.freeze()  # a worker's collector touches and copies no page of these
