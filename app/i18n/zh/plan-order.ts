import type en from "../en/plan-order.ts";
import type { MessagesOf } from "../messages-of.ts";

const planOrder: MessagesOf<typeof en> = {
  line: (plan: string) => `Truetonne ${plan}套餐，一年`,
  creditReason: "套餐订单在付款前取消。",
};

export default planOrder;
