// The page's own timers of no longer delay have run before, however busy the machine is.
const waited = (ms) => new Promise((done) => setTimeout(done, ms));
