// Starts what a page of guidance has.

import { followReader } from "resources/contents";
import { offerCopies } from "resources/copying";

followReader();
offerCopies();
