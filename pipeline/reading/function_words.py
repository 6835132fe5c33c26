"""English words that tell how a sentence or a heading is built, in tables."""

from __future__ import annotations

from pipeline.reading.word_sets import words

SMALL = words("a an the and or but of in on at by to from with for as nor per via vs is into")
DETERMINERS = words(
    "a an the my our your his her their its this that these those no every some any"
)
PREPOSITIONS = words(
    "of in on at by to from with for as into onto than like via per under over between through "
    "during against within without before after since until about around behind beyond above "
    "below toward towards near inside outside despite upon across along among"
)
CONJUNCTIONS = words(
    "and or but nor so if when while because although though whether that which who whose where "
    "why how what"
)
PERSONS = words(
    "we you he she it they there this that these those it's that's there's i'm i've i'd i'll we're "
    "we've we'll you're you've you'll they're he's she's let's here here's what's"
)
ARTICLES = words("the a an my our your his her their its")
SUBORDINATORS = words(
    "if when while because although though since as after before once unless until whenever "
    "whereas whether despite"
)
OPENING_PREPOSITIONS = words(
    "in on at for with from to by of over under during without within like unlike given through "
    "throughout across among between behind beyond instead according"
)
WONDERING = words("what how why who where which whose")
ASKING = words(
    "is are was were will can could should would does do did has have had may might must isn't "
    "aren't don't doesn't didn't won't can't"
)
ADVERBS = words(
    "today recently yesterday now then however first second third finally also still often usually "
    "sometimes perhaps maybe again just only even not never so but and or yet thus hence once "
    "thanks please suppose imagine consider note remember many most some all both every each "
    "several few one two three another any anyone anything everyone everything nobody nothing none "
    "other others people"
)
VERBS = words(
    "is are was were am be been being has have had do does did will would can could should may "
    "might must says said goes went came comes gets got cost costs held bought brought sold told "
    "found left kept lost won met sent spent built ran began wrote stood sat led fell grew drew "
    "drove rose chose spoke broke hit learned makes made takes took gives gave seems seemed "
    "becomes became looks looked feels felt thinks knows knew wants wanted needs needed means "
    "meant shows showed works worked isn't aren't wasn't weren't don't doesn't didn't can't won't "
    "couldn't wouldn't it's that's there's i'm i've we're they're you're let's"
)
SAYING = words(
    "called named titled says said say told asked read reads wrote saw see heard knew know think "
    "thought like love loved watched watch"
)
WORKS = words(
    "book books series film paper essay novel movie magazine newspaper song show album poem play "
    "game chapter article episode startup company group band"
)
"""What stands before a title rather than at a heading's end."""
KNOWN_HEADINGS = frozenset(
    {
        *words(
            "conclusion conclusions introduction background summary takeaways discussion methods "
            "method results preface prologue epilogue overview acknowledgements acknowledgments "
            "appendix motivation context references tl;dr tldr data pricing limitations "
            "experiments evaluation postscript afterword timeline notes caveats"
        ),
        *("final thoughts", "closing thoughts", "parting thoughts", "concluding thoughts"),
        *("open questions", "further reading", "related work", "future work", "case study"),
        *("lessons learned", "lessons learnt", "key takeaways", "next steps", "key points"),
        *("looking ahead", "looking forward", "the bottom line", "the road ahead"),
        *("the big picture", "the bigger picture", "what's next", "what comes next", "what now"),
        *("why it matters", "why now", "how it works", "the results", "the good", "the bad"),
    }
)
"""What essays of all kinds call their parts."""
ANSWERS = words(
    "yes no not maybe perhaps well because probably of nothing nobody never sure ok okay mostly "
    "absolutely hardly neither certainly"
)
SUBJECTS = words("i we you he she they it")
OPENERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("I", frozenset({"i"})),
    ("person", PERSONS),
    ("article", ARTICLES),
    ("subordinator", SUBORDINATORS),
    ("preposition", OPENING_PREPOSITIONS),
    ("wondering", WONDERING),
    ("asking", ASKING),
    ("adverb", ADVERBS),
)
"""Words written large only where a sentence begins, or a title; the first that holds one tells."""
