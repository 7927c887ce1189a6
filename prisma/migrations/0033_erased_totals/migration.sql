-- AlterTable
ALTER TABLE "tally" ALTER COLUMN "amount" DROP NOT NULL;
