"""Loudness and true peak: measured, joined and predicted."""
