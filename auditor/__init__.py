"""Audits news outlets against Viet Nam's index on gender in the media."""

__version__ = "0.1.0"
