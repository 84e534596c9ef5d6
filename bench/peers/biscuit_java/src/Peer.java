// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

import java.time.Duration;
import org.biscuitsec.biscuit.datalog.RunLimits;
import org.biscuitsec.biscuit.token.Authorizer;
import org.biscuitsec.biscuit.token.Biscuit;

/**
 * biscuit-java on the tokens and policies of Hardtack's benchmarks: {@code Peer CASE SECONDS}, like every peer. As
 * ours, it parses its policy once and applies it again and again: here by cloning an authorizer without a token, which
 * biscuit-java has for that.
 *
 * <pre>cold/TOKEN    bench/tokens/TOKEN.txt with its own policy, from text to decision</pre>
 */
public final class Peer {
  // They stop nothing here.
  private static final RunLimits LIMITS = new RunLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofHours(1));

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      fail("usage: Peer CASE SECONDS");
    }
    String name = arguments[0];
    if (!name.startsWith("cold/")) {
      fail("no such case: " + name);
    }
    try {
      Measurement.Operation operation = cold(TokenFile.read(name.substring("cold/".length())));
      System.out.println(Measurement.of(operation, Double.parseDouble(arguments[1])).json(name));
    } catch (org.biscuitsec.biscuit.error.Error error) {
      fail(String.valueOf(error.toJson()));
    }
  }

  private static Measurement.Operation cold(TokenFile file) throws Exception {
    Authorizer policy = policy(file);
    return () -> policy.clone().add_token(Biscuit.from_b64url(file.token(), file.rootKey())).authorize(LIMITS);
  }

  private static Authorizer policy(TokenFile file) throws Exception {
    Authorizer authorizer = new Authorizer();
    for (String statement : file.policy()) {
      if (statement.startsWith("check ")) {
        authorizer.add_check(statement);
      } else if (statement.startsWith("allow ") || statement.startsWith("deny ")) {
        authorizer.add_policy(statement);
      } else if (statement.contains("<-")) {
        authorizer.add_rule(statement);
      } else {
        authorizer.add_fact(statement);
      }
    }
    return authorizer;
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
