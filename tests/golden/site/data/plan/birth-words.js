"use strict";twotrees.event.texts={"1001":{"filing":[],"fees":[],"amounts":[]},"1004":{"filing":[{"text":"孩子出生后1个月内","basis":"《户口登记条例》第七条","late":"","is_limited":true}],"fees":[],"amounts":[]}};
