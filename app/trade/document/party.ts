import type { ClientDetails } from "#app/trade/client/client.server.ts";
import type { SellerStatement } from "#app/trade/seller/seller-detail.server.ts";
import type { Party } from "./model.ts";

export function partyOfSeller(seller: SellerStatement): Party {
  const { legalNameEn, legalNameZh, country, taxId, registrationId, addressEn, addressZh, email } = seller;
  return { legalNameEn, legalNameZh, country, taxId, registrationId, addressEn, addressZh, email };
}

export function partyOfClient({ legalName, address, country, taxId, email }: ClientDetails): Party {
  return {
    legalNameEn: legalName.en,
    legalNameZh: legalName.zh,
    country,
    taxId,
    registrationId: "",
    addressEn: address.en,
    addressZh: address.zh,
    email,
  };
}
