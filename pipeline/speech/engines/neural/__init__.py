"""A natural voice for English: the model of the wheel hibari-tts, heard through pyttsx3.

Text becomes sounds (:mod:`~pipeline.speech.engines.neural.pronunciation`), sounds become spectra
with exact durations (:mod:`~pipeline.speech.engines.neural.spectra`), spectra become samples
(:mod:`~pipeline.speech.engines.neural.synthesis_stage`), in which further voices are derived.
"""
