package archfixture.rows.connector.two;

import archfixture.rows.connector.one.One;

record Two(One one) {}
