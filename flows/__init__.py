"""Prefect flows, tasks and deployments, and the command: the composition of the stages.

Importing this package imports neither Prefect nor the stages, so that the command answers at once.
"""
