import type en from "../en/two-people.ts";
import type { MessagesOf } from "../messages-of.ts";

const twoPeople = {
  waits: (at) => `此事项须由两人办理，且两人担任各自角色均须满 72 小时。${at} 起可以批准。`,
  refused: {
    title: "尚未到可以批准的时间",
    text: (at) =>
      `批准须由两人办理，且两人担任各自角色均须满 72 小时。${at} 起可以批准。未作任何更改，该申请仍待处理。`,
  },
} satisfies MessagesOf<typeof en>;

export default twoPeople;
