/** Starts the Leads' list of invitations. */

import { watchLetters } from "communities/letters";

watchLetters();
