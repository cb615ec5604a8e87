"""From an annotation to actors, times, places, events and claims. Pure: records in, records out."""
