/**
 * The oldest browsers that are given the whole story, with its scroll: iOS 15.8, whose engine Safari calls 15.6, Chrome 109, the last for
 * Windows 7 and 8, and Firefox 115, the last for them and for older Macs. Older ones are given the article. Style sheets are built
 * down to this.
 */
export const floor = ['ios15.6', 'safari15.6', 'chrome109', 'firefox115'];

/**
 * The same for scripts. Of Safari 16 there is nothing in them but class fields, which Safari has had since 14.1: for a fault of some of
 * them before 16 the compiler would write out all, a thirtieth of what a reader is sent.
 */
export const scriptFloor = ['ios16', 'safari16', 'chrome109', 'firefox115'];
