// Starts what a page of guidance has.

import { followReader } from "resources/contents";

followReader();
