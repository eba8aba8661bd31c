/** What the tests of all modules share: the programs that they need, and moto as a server. */
package io.coreautomation.framework.testing;
