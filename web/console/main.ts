/** The islands of the counsellors' console. Each works on its own; without them the pages are plain forms. */
import "./live";
