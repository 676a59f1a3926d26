/** Names as companies that sell abroad have them. None may be taken for a verification body. */
export const EXPORTERS: readonly string[] = `
Larch Textiles Co., Ltd.
Dongguan Hengsheng Hardware Products Co., Ltd.
Shenzhen Baolong Precision Electronics Co., Ltd.
Ningbo Sunrise Lighting Technology
Foshan Nanhai Jinda Aluminium
Zhejiang Huafeng Spandex
Jiangsu Yangtze Cable Group
Suzhou Tianyi Optical
Xiamen Golden Textile Import and Export
Qingdao Haier Biomedical
Guangzhou Pearl River Enamelled Wire
Wenzhou Valve Manufacturing
Changzhou Kinetic Motors
Hangzhou Greenland Silk
Yiwu Small Commodities Trading
Shandong Linglong Tyre
Hebei Iron Fasteners
Anhui Conch Packaging
Fujian Septwolves Garments
Tianjin Bicycle Works
Chongqing Motorcycle Parts
Hunan Sany Castings
Shanghai Standard Fasteners Factory
Control Systems Engineering Ltd
Union Carbide Recycling
Quality Control Instruments Ltd
Carbon Fibre Composites Ltd
Carbon Steel Tubes
Trust Packaging Solutions
Green Energy Solutions Group
China Standard Bearings
Asia Testing Equipment
Global Solutions Textiles
Eco Standard Furniture
Environmental Systems and Services
Net Zero Foods
Climate Control Industries
Austrian Quality Timber
Nippon Paint Trading
Korea Zinc Products
Hong Kong Watch Manufacturing
Veritas Ceramics
Lloyd Shoes
Norske Skog Papir
Rheinland Metall
Suddeutsche Zucker
Nord Stahl
Deli Office Supplies
Earthworks Machinery
Ernst Bakery
Young Fashion
Grant Furniture
Thornton Tools
Apple Plus Juice
Applied Plastics
Eurofinish Surface
Interlink Cables
Certina Watches
Certus Plastics
Verity Foods
Assurant Fabrics
Auditech Sound Systems
Inspectra Optics
Labsco Glassware
Technical Textiles Test Equipment
Kiwi Fruit Growers
Kiwame Knives
Necotec
Socotex Fabrics
Rinaldi Ceramiche
Rina Fashion
Denver Outdoor
Tuvana Jewellery
Stuva Furniture
Bsimple Software
Basic Garments
Ulmer Spatz
Ulster Carpets
Ulla Popken
Cecile Fashion
Cecotec
Ctirad Glass
Action Sports
Cqcoat Surfaces
Dnvista Optics
Dnvolt Batteries
Sgsafe Locks
Sgstone Tiles
Lrqatar Logistics
Dekraft Electric
Aenora Skincare
Afnordic Furniture
Deloite Lamps
Qimant Rugs
Eyewear Works
Keystone Foods
Abs Plastics
Pvc Windows
Nsfera Lighting
Dqsun Solar
Sqsense Sensors
Bdorsal Medical
Imquest Robotics
Ansible Toys
Enactus Bikes
Cnastra Boats
Ukasian Foods
Accredo Logistics
Cofraco Steel
Jqalloy Wheels
Class Knitwear
Classic Kitchens
Sirimavo Tea
Polygreen Testing Machines
Miele
Bosch
Foxconn Industrial Internet
BYD Auto
Vestel
Arçelik
Škoda Transportation
Grupo Bimbo
Tata Steel Nederland
Kärcher
东莞恒盛五金制品有限公司
深圳宝隆精密电子有限公司
宁波华测仪表有限公司
天祥服装有限公司
必胜纺织有限公司
方圆五金有限公司
中检机械设备有限公司
华夏家具有限公司
万泰铝业有限公司
立信塑胶制品有限公司
德勤电器有限公司
赛宝玩具厂
广州能源设备有限公司
香港品质制衣有限公司
国检仪器有限公司
`
  .trim()
  .split("\n");
