package archfixture.framework.chatops;

import io.javalin.http.Context;

record Verb(Context context) {}
