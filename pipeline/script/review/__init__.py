"""Review: a page on which a script is read beside its essay, before anything is spoken."""

from pipeline.script.review.page import review_page

__all__ = ["review_page"]
