"""The frozen values that pass between stages, and nothing else.

Positions in text are offsets of Python characters; positions in sound are integer samples.
"""
