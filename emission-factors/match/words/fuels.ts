import { type Concept, concept } from "../concept.ts";

/** Fuels that are burned. The key after `fuel:` is one of `FUELS`. */
export const FUEL_CONCEPTS: readonly Concept[] = [
  concept(
    "fuel:natural-gas",
    "fuel",
    "天然气|天燃气|天燃汽|管道气|管道燃气|燃气|燃气费|天然气费|管输气|gas|natural gas|nat gas|natgas|mains gas|piped gas|pipeline gas|piped natural gas|png|gas supply|gas bill|gas consumption|gas usage|erdgas|gas natural|dogalgaz|dogal gaz|khi thien nhien|khi dot|methane gas|boiler gas|gas meter",
  ),
  concept("fuel:cng", "fuel", "压缩天然气|cng|compressed natural gas|车用天然气|车用气"),
  concept("fuel:lng", "fuel", "液化天然气|lng|liquefied natural gas|liquified natural gas"),
  concept(
    "fuel:lpg",
    "fuel",
    "液化气|液化石油气|石油气|煤气罐|罐装液化气|瓶装气|瓶装液化气|瓶装燃气|lpg|lp gas|lpg gas|autogas|liquefied petroleum gas|liquid petroleum gas|bottled gas|cooking gas|calor gas|gas lp|fluessiggas|flussiggas|tupgaz|cylinder gas|lpg cylinder|commercial lpg|lpg cyl",
  ),
  concept(
    "fuel:propane",
    "fuel",
    "丙烷|丙烷气|工业丙烷|propane|propane gas|propan|propano|propane tank|propane cylinder",
  ),
  concept("fuel:butane", "fuel", "丁烷|丁烷气|butane"),
  concept(
    "fuel:diesel",
    "fuel",
    "柴油|轻柴油|车用柴油|普通柴油|国六柴油|0号柴油|柴油费|0号车柴|diesel|diesel fuel|diesel oil|gasoil|gas oil|derv|hsd|high speed diesel|ulsd|adblue diesel|dieselkraftstoff|diesel kraftstoff|gasoleo|mazot|motorin|dau do|dau diesel|road diesel|agricultural diesel|auto diesel|deisel|do oil|number 2 diesel|dyed diesel|white diesel|b7 diesel|b20 diesel",
  ),
  concept(
    "fuel:gas-oil",
    "fuel",
    "red diesel|gas oil 35 sec|rebated diesel|plant diesel|tractor diesel|off road diesel",
  ),
  concept(
    "fuel:heating-oil",
    "fuel",
    "heating oil|heizol|heizoel|no 2 fuel oil|number 2 fuel oil|2 fuel oil|2 heating oil|home heating oil|fuel oil no 2|采暖柴油|取暖油|light fuel oil|lfo|ldo|light diesel oil",
  ),
  concept(
    "fuel:petrol",
    "fuel",
    "汽油|车用汽油|乙醇汽油|92号汽油|95号汽油|98号汽油|92汽油|95汽油|92号油|95号油|98号油|0号油|petrol|gasoline|gasolene|unleaded|unleaded petrol|super unleaded|motor gasoline|motor spirit|mogas|benzin|gasolina|xang|xang a95|gasohol|gasohol 95|gasohol 91|pertamax|pertalite|regular gas|premium unleaded|super e10|octane",
  ),
  concept(
    "fuel:fuel-oil",
    "fuel",
    "燃料油|重油|重质燃料油|180号燃料油|380号燃料油|渣油|船用燃料油|fuel oil|heavy fuel oil|hfo|furnace oil|residual oil|residual fuel oil|bunker c|bunker fuel|no 6 fuel oil|number 6 fuel oil|6 fuel oil|lshs|combustoleo|schwerol|dau fo|fo oil|mfo",
  ),
  concept(
    "fuel:kerosene",
    "fuel",
    "煤油|灯用煤油|航空煤油|kerosene|heating kerosene|burning oil|paraffin oil|kero|sko|superior kerosene|kerosene heating oil|kerosin",
  ),
  concept("fuel:jet-kerosene", "fuel", "喷气燃料|航煤|jet fuel|jet a1|aviation turbine fuel|avtur"),
  concept(
    "fuel:bituminous-coal",
    "fuel",
    "烟煤|原煤|动力煤|燃煤|煤炭|煤|工业煤|锅炉煤|沫煤|末煤|混煤|块煤|电煤|神木煤|coal|steam coal|thermal coal|bituminous coal|boiler coal|indonesian coal|imported coal|coal fines|steinkohle|komur|carbon mineral|than da",
  ),
  concept("fuel:anthracite", "fuel", "无烟煤|无烟块煤|白煤|anthracite|anthracite coal|anthrazit"),
  concept("fuel:lignite", "fuel", "褐煤|lignite|brown coal|braunkohle|linyit"),
  concept("fuel:cleaned-coal", "fuel", "洗精煤|精煤|洗煤|炼焦煤|焦煤|washed coal|coking coal|cleaned coal"),
  concept("fuel:briquettes", "fuel", "型煤|蜂窝煤|煤球|煤饼|coal briquette|patent fuel"),
  concept(
    "fuel:coke",
    "fuel",
    "焦炭|冶金焦|铸造焦|焦粒|焦丁|兰炭|半焦|coke|met coke|metallurgical coke|foundry coke|lam coke|coke breeze|koks|semi coke|hard coke",
  ),
  concept("fuel:petroleum-coke", "fuel", "石油焦|petcoke|pet coke|petroleum coke|petrokok"),
  concept("fuel:coal-tar", "fuel", "煤焦油|焦油"),
  concept("fuel:coke-oven-gas", "fuel", "焦炉煤气|焦炉气|coke oven gas|cog"),
  concept("fuel:blast-furnace-gas", "fuel", "高炉煤气|blast furnace gas"),
  concept("fuel:converter-gas", "fuel", "转炉煤气"),
  concept(
    "fuel:other-coal-gas",
    "fuel",
    "煤气|管道煤气|水煤气|发生炉煤气|人工煤气|城市煤气|煤气费|town gas|producer gas|coal gas|gas works gas",
  ),
  concept("fuel:refinery-dry-gas", "fuel", "炼厂干气"),
  concept(
    "fuel:wood-pellets",
    "fuel",
    "生物质颗粒|木屑颗粒|木颗粒|木质颗粒|颗粒燃料|生物质燃料|生物质成型燃料|木屑颗粒燃料|生物质|wood pellet|biomass pellet|pellet fuel|holzpellet|holzpellets|biomass fuel|biomass briquette|biomass briquettes|briquettes biomass|biomass|bio fuel pellets|pelet|briquettes",
  ),
  concept(
    "fuel:wood-chips",
    "fuel",
    "木片燃料|木柴|柴火|木块燃料|劈柴|薪柴|wood chips|woodchip|firewood|fire wood|hackschnitzel|wood log|lena|odun|cui dot",
  ),
  concept(
    "fuel:straw",
    "fuel",
    "秸秆|稻壳|稻壳燃料|谷壳|秸秆颗粒|rice husk|bagasse|husk|straw pellet|palm kernel shell|pks|groundnut shell|coconut shell fuel",
  ),
  concept("fuel:biodiesel", "fuel", "生物柴油|biodiesel|b100|fame"),
  concept("fuel:hvo", "fuel", "hvo|hvo100|renewable diesel"),
  concept("fuel:methanol", "fuel", "甲醇燃料|醇基燃料|生物油燃料|环保油|甲醇锅炉|methanol fuel|醇油", {
    needs: ["fuel_type"],
  }),
  concept("fuel:biogas", "fuel", "沼气|biogas|biomethane|沼气燃烧"),
  concept("fuel:used-oil", "fuel", "废油燃料|reclaimed oil fuel|tyre pyrolysis oil"),
  concept("fuel:marine-gas-oil", "fuel", "船用柴油|船用轻柴油|marine gas oil|mgo|marine diesel"),
  concept(
    "fuel:unknown",
    "unclear",
    "油票|加油票|加油发票|加油卡|油卡|加油卡充值|油卡充值|充油卡|加油充值|加油费|油费|汽油卡|燃油费|车辆燃油费|燃料费|油料|燃油|fuel card|fuel cards|fuel card top up|fuel card topup|fleet card|petrol card|fuel|fuel expenses|vehicle fuel|motor fuel|fuel cost|fuel reimbursement|tankkarte|combustible|yakit|nhien lieu|fuel purchase|fuel charges|tankstelle|gas station|petrol station|filling station|加油站",
    {
      category: "mobile_combustion",
      needs: ["fuel_type", "physical_quantity"],
    },
  ),
];

/** Machines that stay in their place. */
export const STATIONARY_WORDS =
  "锅炉|发电机|发电机组|备用电源|窑|窑炉|炉|熔炼炉|加热炉|热风炉|退火炉|冲天炉|回火炉|烘箱|烘干|烘房|烤漆房|导热油炉|食堂|厨房|餐厅|灶|采暖|供暖|取暖|燃气锅炉|蒸汽发生器|切割|气割|焊割|压铸|熔化|热处理线|定型机|染整|涂装线|boiler|generator|genset|dg|dg set|gen set|furnace|kiln|oven|dryer|drier|canteen|kitchen|cafeteria|heater|heating|burner|melting|die casting|incinerator|standby power|backup power|emergency generator|heat treatment|cutting|brazing|stenter|thermic fluid heater|heizung|kessel|kazan|firin|caldera|horno|lo hoi|noi hoi|cooking|space heating|boiler house|roaster|fire pump|pump set";

/** Vehicles and machines that move. */
export const MOBILE_WORDS =
  "车|车辆|叉车|铲车|装载机|货车|卡车|班车|公务车|商务车|轿车|面包车|小车|行政车|工程车|洒水车|自卸车|牵引车|拖拉机|挖掘机|挖机|吊车|割草机|摩托车|渣土车|搅拌车|车队|送货|运输车|观光车|厂车|领导用车|叉车用|加油|船|游艇|forklift|fork lift|fork truck|fork lift truck|flt|truck|lorry|van|car|vehicle|fleet|pickup|pick up|tractor|telehandler|loader|excavator|bus|shuttle|lawnmower|lawn mower|mower|motorbike|motorcycle|scooter|company car|pool car|hgv|trucking|transport|yard truck|mobile crane|crane truck|staplerfuhrpark|stapler|fuhrpark|firmenwagen|lkw|pkw|arac|kamyon|montacargas|camion|vehiculo|xe nang|xe tai|xe|mobile plant|bowser|mileage|fleet card|fuel card|road|logistics vehicle|ship|boat|vessel";
