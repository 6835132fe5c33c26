"""Speaking: chunks become clips, each spoken once, checked, and kept in the store.

Engine workers import this package, hence it imports nothing.
"""
