"""The show as a book: EPUB 3 that reads itself, made of what is published."""

from pipeline.publication.book.talking_book import BookSettings, write_epub

__all__ = ["BookSettings", "write_epub"]
