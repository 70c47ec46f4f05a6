"""A word as it is seen, as one of its own readings."""

from workers.repair.channel.candidates import Candidate, Candidates

FOOTNOTE, FOOTNOTE_SIGN = 7.0, "5"
"""Nats for a footnote's figure behind a word, which is no misread s (`direktivet5`)."""


def unchanged(seen: str, candidates: Candidates) -> Candidate:
    """`seen` (lower case): a word of some list, a compound, either with a footnote, or an unknown word."""
    for candidate in candidates.readings(seen):
        if candidate.word == seen:
            return candidate
    if seen[-1] == FOOTNOTE_SIGN and seen[:-1].isalpha():
        word = unchanged(seen[:-1], candidates)
        return word._replace(log_word=word.log_word - FOOTNOTE)
    return Candidate(seen, 0, candidates.log_unknown(seen), (), 0.0)
