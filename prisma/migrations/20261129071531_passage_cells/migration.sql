-- The cells of a table's row under the headings of their columns: "Kinh phí (triệu đồng)" beside "6.300".
ALTER TABLE "passage" ADD COLUMN "cells" JSONB;
