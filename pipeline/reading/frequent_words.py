"""Common English words that begin sentences and are seldom part of a name."""

from __future__ import annotations

from pipeline.reading.word_sets import words

COMMON_WORDS = words(
    """
ability access account accuracy action activity advice age agent agents agreement air algorithm
algorithms alternative amount analysis analysts anger animal answer anybody applications
approach architecture argument army art article artists ask assume attention attitude audience
author authors average awareness bad bank bankers banks bar base batch batteries beauty bed beer
behavior behaviour belief benchmarks benefits better bicycle big bigger biology birds birth
blood board boats bodies body bone book books borders boredom boring boys brain brains bread
bridge bridges bright bring broken build builders building buildings bureaucracy bus business
businesses butter buy buyers buying cake calculate call cancer capacity capital care carry cars
cash cats cattle caution centuries ceramics chance change changes cheap check cheese chemistry
children chips choice choose choosing cities citizens city class classes clay clean cleaning
clear clients climate clocks clothes cloud coal code coders coding coffee cold collect colleges
colour communication community companies company compare comparing competition competitors
complexity computation compute computers computing concrete confidence consistency construction
consumers content context control conversation cooking cooperation copper cops copying corn
correct corruption cotton count countries country courage courts cows creativity credit crime
criticism critics crops crowds culture curiosity currency customers cutting cycling damage dance
danger dark data date days death debate debt decide decision decisions deep defence defense
degree delay deleting delivery demand democracy density depth design designers details
developers developing development dictionaries different difficult digital dinner directors dirt
disagreement discipline discovery discussion disease distance distillation diversity doctors
documentation documents dogs doing domestic doors double doubt drawing dreams drinking drivers
driving drugs dry dust earlier early earth easy eating economic economics economists editing
editors education effective efficiency effort eggs elections electric electricity electrons
elegance embarrassment emotion employees employers encryption energy engineering engineers
enough entire entropy environment equality equipment errors ethics evaluation evaluations
evening evidence evolution examples excellent exceptions excitement executives exercise existing
expect expensive experience experiments expertise experts explain explaining explanations
exponential expose expression extra extreme eyes fabric fact factories facts failing failure
failures fair faith fall families famous farmers farming farms fashion fast faster fathers fear
features feedback feel feet fewer fiction fields film final finance find finding fine fire firms
fish fishermen fishing fix flat flexibility flight floods floor flour flowers focus follow
following food forecasts foreign forests forget forgetting forms founders fraud free freedom
fresh friction friends friendship frontier fruit fuel full fun funding funds further gaining
games gardeners gardens gas general generation generations genius getting giving glass go goals
goats going gold good goods government governments gradient grain grammar grandmothers grass
gravity great green grief groups growing growth guess guilt habit habits half hands happiness
hard harder hardware having health healthcare hearing heat heavy hedges help hence herring
hiding high higher hindsight hiring historians historical history hold holding holidays home
homes honesty honey hope horses hospitals hot hours houses housing humanity humans humility
hunger ice ideas identity ignore illness imagination immigration impact importance imports
improvement improvements incentives income increasing individual inference inflation influence
information infrastructure initial inside insiders inspiration instability instead institutions
insurance intellectual intelligence intention interest interesting internal investment investors
iron irony islands isolation issues jobs journalism journalists joy judgement judges judgment
justice keep keeping key kids kindness kings kitchens knitting knives knowing knowledge lab
labor labour labs ladders lakes land landlords language languages large larger lasting late
latency later laughter law laws lawyers laziness leaders leadership leading learn learning leave
leaving legal lenders less lessons letters letting libraries life light limits lines linguists
listening literature little living loans local logic loneliness long longer look looking losing
loss lots loud love low lower luck lunch luxury machines magnets mail maintaining maintenance
major making managers managing manufacturers many maps marketing markets marriage material
materials math mathematicians mathematics maths measure measurement measures measuring meat
mechanics media medicine meetings members memories memory men mental merchants metal methods
metrics mice migrants milk milling mining minor mistakes mobile model modelers models moderation
modern money monks monopolies months moral morning mothers motion mountains movies moving
multiple murder museums music musicians mutual myths naming national natural naturally nature
navigation nearby neighbors neighbours nerves nets networks neural neurons never newer news
newspapers night nights noise nostalgia notes noticing novelists novels nuclear numbers nurses
objects obvious obviously oceans offices officials oil old older online open opening openness
operators opinion opinions opportunities optimism optimization order ordinary organisations
organizations origins otherwise outages outside outsiders overall overnight owners ownership
oxygen pages pain painters painting paper papers parents parking participants parties partners
passengers past pasta patents patience patients patterns paying peace pensioners percentages
perfection performance permission personal personally persuasion philosophers philosophy
photographers photographs physical physicists physics pianos pigeons pilots pipes pirates places
planes planning plants plastic players playing poetry poets poison police policies policy
policymakers politicians politics pollution poor popular population populations ports possible
poverty power practical practice practitioners precision predicting predictions prefer
preference preferences press pressure previous prices pricing pride priests primary principles
print printing prior prisons privacy private privilege probability problems processes producers
production productivity products professionals professors profit profits programmers programming
programs progress projects promises proof property protection proteins protocols prototypes
psychologists psychology public publishers publishing punctuation pupils pure quality quantity
queries questions queues quick quiet radiation radio railways rain random rare raw reaching
reaction read readers reading real reality reason reasoning reasons recall receipts recent
recipes recognition recording records recovery recycling redundancy regular regulation
regulators relationships relative reliability religion remember remembering remote rent renting
rents repair repeated repetition reporters representatives reproducibility reputation research
researchers residents resources respect responsibility restaurants results retail retirement
retrieval revenue revenues reviewers revolution revolutions rich right risk risks rivals rivers
roads robots romance roots rules run running rural sadness safety sailing sailors salaries sales
salt sand satellites satisfaction savings say scale scaling scarcity schools science scientific
scientists screens sculptors seasons seats second secrecy security see seeds seeing selection
self sell selling send separate servers services serving settling several shame shared sharing
sheep ship shipping ships shoes shops short shouting show showing signals silence silver similar
simple simplicity simulation simulations singers single sitting skill skills skip sleep sleeping
slow slower small smaller smoke snow soap social society soft software soil solar soldiers solid
solving songs soon sound space spaces special specialists spectators speculation speech speed
spelling spending spinning sports spring stability staff stairs standard standards stars start
starting startups state states statistics steam steel stone stop stopping storage stories storms
storytelling strange strategy streets stress strikes strings strong strongly structure
struggling students studies studying style subscribers success sugar suggestions summer sunlight
suppliers supply support supporters suppose surgeons surprise surprisingly survey surveys
survival swimming systems tailors take talent talking talks tall tape taste tax taxes tea
teachers teaching teams technical technicians technique techniques technologies technology
telephones television tell temperature tenants tension testing tests text textbooks theatre
theory think thinking thousands tickets time timing tiny tired titles together tokens tomatoes
tools total tourists toys trade traders tradition traditional traditionally traffic training
trains transformers translation translators transparency transport travel travellers treat
treatment trees trials tribes trivial trouble trucks true trust truth try turn turning turnout
typical typically typing uncertainty understanding unfortunately unions universities unlimited
upstairs urban urgency usage use useful users using usually vaccines value values variance
variety vegetables vendors venture very victims victory video villages vines violence virtually
viruses visas visibility vision visitors visual voices volunteers voters voting wait waiting
walk walking walls war wars waste watch watches watching water waves weak wealth weapons weather
weights welfare whales wheat wheels whoever wild wind windows wine winning winter winters wisdom
wolves women wood wool words work workers working workshops world worse worst wrestling write
writers writing wrong years yeast yesterday young younger zoning
"""
)
