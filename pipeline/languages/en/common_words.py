"""English words too common to tell what a text is about."""

_LISTED = """
a able about above actually after again against all almost also although always am an and
another any anything are aren't around as at away back be became because become been before
being below between both but by called came can can't cannot come comes could day days did
didn't different do does doesn't doing don't done down during each either else enough even ever
every everything example far few first for from further gave get gets getting give given go goes
going good got great had has hasn't have haven't having he her here hers herself him himself his
how however i i'm i've if in instead into is isn't it it's its itself just keep kind knew know
last least less let lets like likely little long look looks lot lots made make makes making many
may maybe me mean means might month more most much must my myself need needs never new next no
nor not nothing now of off often old on once one ones only onto or other others our ours out
over own part people perhaps point put quite rather really right s said same saw say says second
see seem seems seen set she should show simply since small so some something sometimes soon
still such sure t take takes tell than that that's the their theirs them themselves then there
there's these they they're thing things think this those though thought three through thus time
times to today today's together told too took toward turn two under until up upon us use used
using very want wants was wasn't way ways we we're we've week well went were what when where
whether which while who whom whose why will with within without won't work would year years yes
yet you you're your yours
"""

COMMON_WORDS = frozenset(_LISTED.split())
