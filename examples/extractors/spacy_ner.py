#!/usr/bin/env python3
"""Adds the names that spaCy sees to those that dateline sees.

In dateline.yaml (see EXTRACTORS.md):

    extract:
      command: [python3, examples/extractors/spacy_ner.py, en_core_web_sm]
      mode: after

Before that, once:  pip install spacy && python3 -m spacy download en_core_web_sm

Standard input holds one document a line, standard output gets the same documents back. Offsets are code points, as in
Python's strings. Standard output is for documents alone: anything else belongs to standard error.
"""

import json
import sys

import spacy

# spaCy's labels for what dateline calls by these kinds; other labels (dates, numbers, works of art) are passed over.
KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


def trimmed(text, start, end):
    """The span of a name without white space, a leading "the" and a possessive 's: a name is none of these."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if text[start:end].lower().startswith("the "):
        start += 4
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end


def is_sure(kind, name):
    """A person of one word may be anybody; a name without a capital is none."""
    has_capital = any(letter.isupper() for letter in name)
    return has_capital and (kind != "person" or " " in name)


def revise(document, nlp):
    """Adds names where dateline has read nothing; what dateline has read stays as it is."""
    text = document["text"]
    taken = [(it["start"], it["end"]) for it in document["mentions"] + document["references"]]
    begin = 0
    # Line by line: a name never goes beyond its paragraph.
    for line in text.split("\n"):
        for entity in nlp(line).ents:
            kind = KINDS.get(entity.label_)
            start, end = trimmed(text, begin + entity.start_char, begin + entity.end_char)
            is_free = all(end <= a or b <= start for a, b in taken)
            if kind and is_free and start < end and is_sure(kind, text[start:end]):
                # Without `actor`, whoever bears the very same name in this document is one.
                document["mentions"].append({"start": start, "end": end, "kind": kind})
                taken.append((start, end))
        begin += len(line) + 1


def main():
    model = sys.argv[1] if len(sys.argv) > 1 else "en_core_web_sm"
    # Names are all that is wanted; the fewer parts, the quicker.
    nlp = spacy.load(model, exclude=["lemmatizer", "attribute_ruler"])
    for line in sys.stdin:
        document = json.loads(line)
        revise(document, nlp)
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    main()
