"""The tables of the room, by what they are about."""

from .cases import CaseNormal as CaseNormal
from .cases import CaseRecord as CaseRecord
from .cases import CaseSuspect as CaseSuspect
from .cases import CaseUpload as CaseUpload
from .coding import Coding as Coding
from .coding import Passage as Passage
from .coding import PassageSet as PassageSet
from .coding import Quotation as Quotation
from .links import CaseCluster as CaseCluster
from .links import CaseLink as CaseLink
from .links import CaseLinkEvidence as CaseLinkEvidence
from .links import Judgement as Judgement
from .links import LinkRun as LinkRun
from .rates import ExchangeRate as ExchangeRate
from .sets import FrozenSet as FrozenSet
from .sets import SetOpening as SetOpening
from .sets import SetTable as SetTable
from .views import KeptView as KeptView
