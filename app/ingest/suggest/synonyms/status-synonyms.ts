import type { Synonyms } from "./synonym";

/** What tells figures that are yet to be settled from those that are. */
export const STATUS_SYNONYMS = {
  preliminary: {
    surely:
      "preliminary | is preliminary | prelim | preliminary flag | preliminary or final | preliminary final | provisional | status of figures | figures status | figure status | data status | status of data | finality | vorlaufig | vorlaufig endgultig | datenstand | stand der zahlen | status der zahlen | provisorio | provisoire | estado de los datos | estado de las cifras | statut des donnees | statut des chiffres",
    often: "final | is final | final flag | finalised | finalized | endgultig | definitivo | definitif",
    perhaps: "status | state | stand | estado | statut | row status | record status | report status | figures",
  },
} as const satisfies Record<string, Synonyms>;
