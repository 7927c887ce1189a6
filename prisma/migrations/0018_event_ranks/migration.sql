-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "event_rank" DOUBLE PRECISION[];

-- AlterTable
ALTER TABLE "review" ADD COLUMN     "event_rank" DOUBLE PRECISION[];
