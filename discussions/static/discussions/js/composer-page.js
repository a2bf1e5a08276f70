/** Starts the composer on pages that have nothing else to start. */

import { mount } from "discussions/composer";

mount();
