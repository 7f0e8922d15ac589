"""Text becomes tokens, sentences, mentions and timexes, each with its offsets."""
