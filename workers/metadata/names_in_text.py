"""Patterns for names and titles of people inside running text."""

# Words are bounded: from every letter of one endless word the search would run to its end.
NAME_WORD = r"[A-ZÅÄÖÉÜØÆŠŽ][\w’'æøéü]{0,60}(?:[-–][A-ZÅÄÖ][\w’']{0,60}){0,4}"
NAME = rf"(?:{NAME_WORD}(?:[ \n]+(?:(?:von|af|de|van|der)[ \n]+)?{NAME_WORD}){{1,3}})"
_FOR_ANOTHER = (
    r"(?:(?:vikarierande|vik\.|tillförordnade?|tf\.?|t\.\s?f\.|ställföreträdande|biträdande)[ \n]+)?"
)
TITLE = _FOR_ANOTHER + r"(?:[a-zåäöA-ZÅÄÖ][\w-]*(?:[ \n]+(?:vid|för|i|på)[ \n]+\S+)?)"
