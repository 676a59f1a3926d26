import { type Concept, concept } from "../concept.ts";

/** Freight by mode. The key after `freight:` is one of `FREIGHT_MODES`. */
export const FREIGHT_CONCEPTS: readonly Concept[] = [
  concept(
    "freight:sea",
    "freight",
    "海运|海运费|海运整柜|船运|船运费|出口海运|国际海运|整柜|拼箱|集装箱海运|集装箱运输费|海运拼箱|散货海运|海运运费|订舱费|班轮|中远海运|马士基|sea freight|sea shipment|ocean freight|ocean shipment|ocean|ocean shipping|fcl|lcl|container shipping|vessel freight|sea cargo|maersk|msc|cosco|hapag|cma cgm|evergreen line|seefracht|deniz navlunu|flete maritimo|cuoc tau bien|cuoc bien|fob freight|seafreight",
  ),
  concept(
    "freight:bulk",
    "freight",
    "散货船|散货船运费|散货船运输|散装船运|bulk carrier|bulk vessel|bulk shipping|dry bulk",
  ),
  concept(
    "freight-surcharge",
    "unclear",
    "燃油附加费|旺季附加费|紧急燃油附加费|bunker surcharge|bunker adjustment factor",
    {
      category: "upstream_transport",
      needs: ["split"],
    },
  ),
  concept("freight:roro", "freight", "滚装|滚装船|滚装船运费|滚装运输|ro ro|roro|vehicle carrier"),
  concept("freight:tanker", "freight", "油轮|油船|化学品船|tanker vessel|chemical tanker|sea tanker|oil tanker"),
  concept(
    "freight:inland",
    "freight",
    "内河|内河船|内河船运|内河船运费|内河运输|驳船|驳船费|长江水运|水运费|水运|江运|内河航运|barge|inland waterway|barge transport|river transport|binnenschiff|sa lan",
  ),
  concept("freight:coastal", "freight", "内贸海运|沿海运输|内贸集装箱|coastal shipping|coastal freight|feeder vessel"),
  concept(
    "freight:air",
    "freight",
    "空运|空运费|国际空运|航空运费|航空货运|空运出口|航空运输|空运运费|国内空运|air freight|airfreight|air cargo|air shipment|airway bill|awb|air freight charges|luftfracht|hava kargo|hava navlunu|flete aereo|cuoc hang khong|freight air|chargeable weight",
  ),
  concept(
    "freight:rail",
    "freight",
    "铁路|铁路运输|铁路运费|铁路货运|火车运费|铁运|中欧班列|班列|铁路运输费|火车运输|铁路货运费|rail freight|railway freight|rail transport|train freight|rail|railfreight|intermodal rail|rail cargo|railway siding freight|bahnfracht|demiryolu tasima|flete ferroviario|block train",
  ),
  concept(
    "freight:road",
    "freight",
    "集装箱运费|专车送货|专车运输|运费|运输费|陆运|陆运费|公路运输|汽运|汽运费|物流费|物流|货运|货运费|整车运输|零担|零担物流|零担物流费|零担运输|专线物流|短驳|短驳费|短途运输|拖车|拖车费|集卡|集卡费|拖柜|原料运费|运杂费|送货费|配送费|发货运费|提货费|干线运输|货拉拉|满帮|德邦物流|安能物流|跨越速运|运输|运输服务|货车运费|整车|装运费|车运费|提货运费|进货运费|出口拖车|运输服务费|货物运输|城市配送|叉车短驳费|freight|freight charges|freight inward|freight outward|freight in|freight out|inward freight|outward freight|carriage|carriage inward|carriage inwards|carriage outward|carriage outwards|cartage|haulage|hauler|road freight|road transport|road haulage|truck transport|truck freight|trucking|truckload|ftl|ltl|full truck load|transport|transport charges|transportation|transportation charges|transportation cost|lorry hire|lorry freight|truck hire|delivery charges|delivery cost|delivery charge|shipping|shipping cost|shipping charges|shipping fee|logistics|pallet delivery|pallet network|pallet network delivery|drayage|container drayage|container haulage|distribution|artic|hgv transport|spedition|lkw transport|fracht|frachtkosten|transportkosten|ausgangsfrachten|nakliye|nakliyat|navlun|flete|fletes|transporte|van chuyen|cuoc van chuyen|cuoc xe|vrachtkosten|goods transport|milk run|freight and forwarding|freight forward|last mile delivery|outbound freight|inbound freight",
  ),
  concept(
    "freight:reefer",
    "freight",
    "冷链|冷链运输|冷藏运输|冷链物流|冷藏车运输|冷链配送|cold chain|cold chain trucking|reefer|reefer truck|refrigerated transport|refrigerated trucking|kuhltransport|temperature controlled transport",
  ),
  concept(
    "freight:van",
    "freight",
    "面包车送货|面包车运输|小货车|小货车运费|小面包车送货|van delivery|van transport|courier van|van hire delivery|sprinter delivery",
  ),
  concept(
    "freight:courier",
    "freight",
    "快递|快递费|国际快递|国际快件|快件|特快专递|邮寄费|邮费|样品快递|寄件费|专线小包|国际小包|小包|顺丰|顺丰快递|顺丰速运|顺丰快递费|中通|圆通|申通|韵达|极兔|京东快递|京东物流|菜鸟|ems|dhl|dhl国际快件|dhl国际快递|fedex|联邦快递|ups快递|tnt|燕文|云途|跨境小包|寄样费|快递物流|样品寄送|跨境物流|courier|courier charges|courier service|courier services|express delivery|express courier|parcel|parcels|parcel delivery|dhl express|fedex international|ups parcel|ups shipping|ups ground|ups|blue dart|bluedart|dtdc|aramex|dpd|evri|parcelforce|gls|hermes|kurier|paketversand|paket|kargo|kurye|mensajeria|paqueteria|chuyen phat nhanh|j t express|j and t express|kerry express|sample shipment|express parcel|dhl parcel|messenger|overnight delivery",
  ),
  concept(
    "freight:local-messenger",
    "freight",
    "同城配送|闪送|跑腿费|跑腿|达达|uu跑腿|same day courier|lalamove|local messenger|bike messenger|motoboy|dunzo|gojek delivery|grabexpress",
  ),
  concept(
    "freight:post",
    "freight",
    "邮政|邮票|挂号信|邮资|平邮|邮政包裹|postage|post office|postal|royal mail|royal mail franking|franking|stamps|usps|india post|porto|deutsche post|correos|ptt|buu dien|mail shot postage|swiss post",
  ),
  concept(
    "freight:forwarding",
    "freight",
    "头程|fba头程|亚马逊头程|头程运费|尾程|报关代理费|出口报关代理费|货代|货代费|货运代理|货代服务费|报关|报关费|报关服务|报关代理|清关|清关费|代理报关|单证费|文件费|订舱服务|国际货代|freight forwarding|forwarding|forwarder|freight forwarder|forwarding charges|customs clearance|customs broker|customs brokerage|clearing charges|clearing and forwarding|cha charges|clearance fee|customs clearing|documentation fee|bill of lading fee|bl fee|zollabfertigung|gumruk musaviri|agente aduanal|despacho aduanal|hai quan dich vu|entry fee customs|isf filing",
  ),
  concept(
    "freight:port",
    "freight",
    "港杂|港杂费|港口费|码头费|thc|堆存费|滞箱费|箱使费|装卸费|港口作业费|装卸|搬运费|吊柜费|码头操作费|掏箱费|装柜费|卸货费|叉车费|装卸搬运|港杂费thc|port charges|terminal handling|terminal handling charge|terminal handling charges|thc charges|port handling|stevedoring|demurrage|detention|handling charges|loading and unloading|loading charges|unloading charges|loading unloading|wharfage|port dues|hafengebuhren|liman masraflari|maniobras|phi cang|boc xep|container handling|lift on lift off",
  ),
  concept(
    "freight:storage",
    "freight",
    "仓储|仓储费|仓库费|仓租|保管费|海外仓|海外仓费用|海外仓仓储费|fba仓储费|fba费用|仓储服务|仓储服务费|云仓|仓配费|warehousing|warehouse|warehouse storage|storage|storage charges|storage fee|warehousing charges|3pl|3pl storage|fulfilment|fulfillment|fba fees|fba storage|lagerkosten|lagerung|depolama|almacenaje|luu kho|pick and pack|godown charges|warehouse charges",
  ),
  concept(
    "freight:cold-storage",
    "freight",
    "冷库仓储|冷藏仓储|冷库租赁|冷库储存|cold storage|cold store|refrigerated warehousing|cold warehouse",
    { sectors: ["493120"] },
  ),
  concept(
    "freight:moving",
    "freight",
    "搬家|搬厂|搬家费|搬迁费|搬家公司|设备搬迁|removals|office move|relocation moving|movers|moving company",
    { sectors: ["484210"] },
  ),
];

/** Travel of people. The key after `travel:` is one of `TRAVEL_MODES`. */
export const TRAVEL_CONCEPTS: readonly Concept[] = [
  concept(
    "travel:flight",
    "travel",
    "机票|飞机票|航班|国际机票|国内机票|航空客票|机票款|飞机|国际航班|国内航班|订机票|出国机票|经济舱|商务舱|航空|flight|flights|air ticket|air tickets|airfare|air fare|air fares|air travel|airline|airline ticket|airline tickets|plane ticket|plane tickets|domestic flight|international flight|economy class|business class|ryanair|easyjet|delta|united airlines|lufthansa|british airways|indigo|air india|vietnam airlines|turkish airlines|flug|fluge|flugkosten|flugticket|ucak bileti|boleto de avion|vuelo|vuelos|ve may bay|short haul|long haul|aircraft passenger",
  ),
  concept(
    "travel:rail",
    "travel",
    "火车|火车票|高铁|高铁票|动车|动车票|高铁费|城际|城际铁路|铁路客票|火车票款|12306|卧铺|高铁动车|train|trains|train ticket|train tickets|train fare|rail travel|rail ticket|rail tickets|rail fare|railway ticket|railway tickets|amtrak|eurostar|irctc|high speed rail|rail journey|rail travel passenger|bahn|bahnfahrt|bahnticket|deutsche bahn|tren bileti|tren|boleto de tren|ve tau|national rail|train journey|trainline|intercity rail|bahnfahrten",
  ),
  concept(
    "travel:metro",
    "travel",
    "地铁|轨道交通|地铁充值|轻轨|地铁票|交通卡充值|交通卡|一卡通充值|羊城通|电车|有轨电车|metro|subway|underground|tube|tram|light rail|mrt|mrt card|transit card|metro card|oyster card|oyster|u bahn|ez link|bts|skytrain|london underground|public transport card",
  ),
  concept(
    "travel:coach",
    "travel",
    "长途汽车|长途汽车票|大巴票|客车票|长途客车|汽车票|大巴|机场大巴|长途大巴|客运|包车|大巴包车|包车费|coach|coach hire|coach travel|intercity bus|long distance bus|greyhound|flixbus|bus hire|fernbus|autobus foraneo|xe khach|minibus hire|charter bus|coach ticket",
  ),
  concept(
    "travel:bus",
    "travel",
    "公交|公交车|公交费|公交卡|公交卡充值|市内交通|市内交通费|交通费|车费|公共交通|bus|bus fare|bus fares|bus ticket|bus tickets|local bus|public transport|public transit|local conveyance|conveyance|local travel|otobus bileti|autobus|ve xe buyt|bus pass|nahverkehr",
  ),
  concept(
    "travel:taxi",
    "travel",
    "出租车|出租车费|打车|打车费|的士|的士票|滴滴|滴滴出行|网约车|滴滴打车|专车|曹操出行|高德打车|t3出行|首汽约车|快车|出租车票|taxi|taxis|taxi fare|taxi fares|cab|cabs|cab fare|cab hire|uber|uber ride|uber rides|lyft|lyft rides|grab|grab rides|grab ride|bolt ride|ola|ola cabs|ola cab|gojek|ride hailing|minicab|black cab|airport transfer|rideshare|ride share|taksi|taxikosten|taxifahrt|didi|xe om|xe cong nghe",
  ),
  concept(
    "travel:rental",
    "travel",
    "租车|租车费|神州租车|一嗨租车|汽车租赁|租车自驾|车辆租赁|车辆租赁费|汽车租赁费|短租车|car rental|car hire|rental car|rental cars|rent a car|vehicle hire|vehicle rental|hertz|avis|enterprise|enterprise rent a car|sixt|europcar|budget rent|mietwagen|leihwagen|arac kiralama|renta de auto|thue xe|zoomcar|hire car",
  ),
  concept(
    "travel:car",
    "travel",
    "私车公用|私车公用补贴里程|自驾|自驾车|私家车|私车|自驾里程|用车里程|自有车辆里程|公务里程|里程报销|里程补贴|自驾出差|mileage|mileage claim|mileage claims|own car|private car|personal car|car mileage|employee mileage|business mileage|grey fleet|staff mileage|driving|carpool|car travel|kilometergeld|privat pkw|mileage reimbursement|business miles|personal vehicle|private vehicle",
  ),
  concept(
    "travel:motorbike",
    "travel",
    "摩托车通勤|骑摩托|摩托车里程|motorbike|motorcycle|motorbike taxi|two wheeler|scooter commute|moto|by motorbike",
  ),
  concept(
    "travel:ferry",
    "travel",
    "轮渡|轮渡票|渡轮|船票|客轮|ferry|ferry ticket|ferry tickets|ferry crossing|boat ticket|fahre|feribot|ve pha",
  ),
  concept(
    "travel:cycle",
    "unclear",
    "共享单车|共享单车月卡|单车|自行车通勤|步行|电动自行车|电动车|骑行|电瓶车通勤|哈啰|骑车|bicycle commute|cycling|walking|walk|e bike commute|bike share|bike sharing|ebike|e scooter|cycle to work|fahrrad leasing",
    {
      category: "business_travel",
    },
  ),
  concept(
    "travel:hotel",
    "travel",
    "酒店|住宿|住宿费|酒店住宿|酒店费|宾馆|房费|旅馆|酒店客房|客房|出差住宿|民宿|携程酒店|酒店住宿费|住宿发票|hotel|hotels|hotel stay|hotel accommodation|hotel booking|accommodation|accomodation|lodging|boarding and lodging|room nights|hotel nights|hotel room|airbnb|guest house|motel|marriott|hilton|hotelkosten|ubernachtung|ubernachtungen|otel|konaklama|hospedaje|hotel hospedaje|khach san|premier inn|travelodge|holiday inn",
  ),
  concept(
    "travel:agency",
    "travel",
    "旅行社|携程|机票代理|差旅服务费|订票服务费|travel agency|travel agent|travel agent fee|booking fee|travel booking|visa agency|reiseburo",
    { sectors: ["561510"] },
  ),
  concept(
    "travel:toll",
    "travel",
    "通行费|etc通行费|etc|过路费|过桥费|高速费|高速公路费|路桥费|etc充值|高速通行费|toll|tolls|toll road|toll charges|fastag|toll fees|congestion charge|maut|hgs|peaje|casetas|phi cau duong|ez pass",
    { sectors: ["488490"] },
  ),
  concept(
    "travel:parking",
    "travel",
    "停车|停车费|停车场|泊车费|停车月卡|parking|parking fee|parking fees|car park|car parking|parkgebuhr|parkplatz|otopark|estacionamiento|gui xe|parking permit|valet parking",
    { sectors: ["812930"] },
  ),
  concept(
    "travel:unknown",
    "unclear",
    "差旅费|出差费|差旅|差旅报销|出差报销|差旅费报销|旅费|出差|出差费用|travel|travel expenses|travel expense|business travel|business trip|travelling expenses|travel claim|travel reimbursement|expense claim|travelling|reisekosten|seyahat|viaticos|viajes|cong tac phi|t e expenses",
    {
      category: "business_travel",
      needs: ["split"],
    },
  ),
  concept(
    "commuting:bus",
    "commuting",
    "班车|班车租赁费|员工班车租赁费|班车费|员工班车|通勤车|通勤大巴|班车租赁|员工接送|厂车接送|接送车|通勤班车|上下班接送|班车服务|班车外包|员工班车费|staff bus|staff bus hire|employee bus|shuttle bus|employee shuttle|employee shuttle bus|staff transport|employee transport|employee transportation|worker transport|workers bus|factory bus|company bus|staff shuttle|employee pick up|personel servisi|servis|transporte de personal|xe dua don|xe dua ruoc|werksbus|bus service staff|commuter bus|commuting bus",
  ),
  concept(
    "commuting:home",
    "commuting",
    "居家办公|远程办公|在家办公|work from home|working from home|homeworking|home working|wfh|remote work|home office|homeoffice|teleworking",
  ),
  concept(
    "commuting:any",
    "commuting",
    "通勤|员工通勤|上下班|员工上下班|上班通勤|通勤补贴里程|commuting|commute|employee commuting|employee commute|staff commuting|staff commute|home to work|pendeln|pendler|ise gidis gelis|di lam",
  ),
];
