import kinds from "./source-kinds.json" with { type: "json" };
import type { TradeFile } from "./trade-template.ts";
import aluminiumProfiles from "./trades/aluminium_profiles.json" with { type: "json" };
import dieCasting from "./trades/die_casting.json" with { type: "json" };
import electronics from "./trades/electronics.json" with { type: "json" };
import fasteners from "./trades/fasteners.json" with { type: "json" };
import food from "./trades/food.json" with { type: "json" };
import furniture from "./trades/furniture.json" with { type: "json" };
import logistics from "./trades/logistics.json" with { type: "json" };
import machining from "./trades/machining.json" with { type: "json" };
import otherProduction from "./trades/other_production.json" with { type: "json" };
import packaging from "./trades/packaging.json" with { type: "json" };
import plasticsMoulding from "./trades/plastics_moulding.json" with { type: "json" };
import software from "./trades/software.json" with { type: "json" };
import steelStructure from "./trades/steel_structure.json" with { type: "json" };
import textiles from "./trades/textiles.json" with { type: "json" };

export const SHIPPED_KINDS: TradeFile = { file: "source-kinds.json", content: kinds };

/** In the order of the choice on the page. */
export const SHIPPED_TRADES: TradeFile[] = [
  machining,
  dieCasting,
  steelStructure,
  fasteners,
  aluminiumProfiles,
  plasticsMoulding,
  textiles,
  electronics,
  furniture,
  food,
  packaging,
  logistics,
  software,
  otherProduction,
].map((content) => ({ file: `trades/${content.id}.json`, content }));
