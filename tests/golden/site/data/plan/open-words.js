"use strict";twotrees.event.texts={"2001":{"filing":[],"fees":["刻章费：300元/套"],"amounts":["开办补贴：每户一次性1000元"]}};
