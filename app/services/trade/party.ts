import type { Party } from "#app/trade-document/model.ts";
import type { ClientDetails } from "./client.server.ts";
import type { SellerStatement } from "./seller-detail.server.ts";

/** The seller as a document names it. */
export function partyOfSeller(seller: SellerStatement): Party {
  const { legalNameEn, legalNameZh, country, taxId, registrationId, addressEn, addressZh, email } = seller;
  return { legalNameEn, legalNameZh, country, taxId, registrationId, addressEn, addressZh, email };
}

/** The client as a document names it. */
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
