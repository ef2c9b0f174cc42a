"""Incident mapper: news articles in, an attributed, dated, deduplicated map of incidents out."""
