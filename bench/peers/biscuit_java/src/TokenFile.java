// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

import biscuit.format.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.biscuitsec.biscuit.crypto.PublicKey;

/** A file of bench/tokens, whose format tests/golden/recipe.h describes. Its policies have one statement a line. */
record TokenFile(String token, PublicKey rootKey, List<String> policy) {
  static TokenFile read(String name) throws IOException {
    String text = Files.readString(Path.of("bench/tokens/" + name + ".txt"));
    String key = section(text, "root key").substring("ed25519/".length());
    List<String> statements = section(text, "authorizer").lines().map(line -> line.replaceAll(";$", "")).toList();
    return new TokenFile(
        section(text, "token"), new PublicKey(Schema.PublicKey.Algorithm.Ed25519, key), statements);
  }

  private static String section(String text, String name) {
    String start = "\n-- " + name + "\n";
    return text.substring(text.indexOf(start) + start.length()).split("\n-- ")[0].strip();
  }
}
