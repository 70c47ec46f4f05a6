"""The pages: server-rendered, Swedish and English, usable without JavaScript.

pages.py         READ THIS FIRST: the addresses, and which module answers each one
*_routes.py      the addresses of one area: Inkorg, a document, its actions, finding, the rest
labels.py        DATA: the Swedish words for roles, types and states
english/         DATA: the English of every text, by area
language.py      a text or a sentence, said in the reader's language
wording.py       how counts, sizes and times are written
inbox.py         Inkorg and a document's progress         ─┐
record.py        a finished document: the workbench        │
sheet.py         its registration sheet                    │
viewer.py        one page of it: lines, repairs            │  pure: contract values in,
picture.py       its picture, and the places on it         │  frozen page values out
changes.py       repairs, line by line and word by word    │
contents.py      the running text by sections              │
history.py       what has happened to it                   │
corrections.py   what people have corrected in it          │
review_queue.py  Granskning: what waits, and why           │
review_page.py   a document in review: review_cards.py     │
                 what to decide, review_words.py its       │
                 words, review_writing.py what is written  │
finding.py       the list and its search; table.py for spreadsheets, bulk.py many at once
signing_in.py    signing in; administration.py everybody's accounts
reference.py     the API's endpoints                      ─┘
shelf.py         records and readings from the store, as their reader may see them
rendering.py     a page value and its template become HTML
display.py       the reader's choice of language, light or dark
live.py          what changed since the last look, as server-sent events
pile.py          the plain form's upload of many files
headers.py       security headers on every answer
"""
