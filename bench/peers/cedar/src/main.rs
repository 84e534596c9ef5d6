// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The decision of bench/worlds/groups_N.datalog in Cedar's idiom: groups and folders are entities with parents, each
// right is a policy. Cedar resolves the hierarchy when the entities are loaded, which is not measured; ours derives it
// in each decision.
//
//   groups_N

use std::collections::{HashMap, HashSet};
use std::fs;

use cedar_policy::{Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request};
use timing::Operation;

fn main() {
    timing::run(find);
}

fn find(case: &str) -> Result<Operation, String> {
    let path = format!("bench/worlds/{case}.datalog");
    let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let facts: Vec<Vec<&str>> = text.lines().filter_map(fact).collect();
    let policies: PolicySet = policies(&facts).parse().map_err(|error| format!("{error}"))?;
    let entities = entities(&facts)?;
    let (alice, read) = (uid("User", "alice"), uid("Action", "read"));
    let request = Request::new(alice, read, uid("Folder", "/report.txt"), Context::empty(), None)
        .map_err(|error| error.to_string())?;
    let authorizer = Authorizer::new();
    Ok(Box::new(move || {
        let response = authorizer.is_authorized(&request, &policies, &entities);
        assert_eq!(response.decision(), Decision::Allow);
        1
    }))
}

// The name and the texts of a line like `member("alice", "group2");`.
fn fact(line: &str) -> Option<Vec<&str>> {
    let (name, terms) = line.strip_suffix("\");")?.split_once("(\"")?;
    Some(std::iter::once(name).chain(terms.split("\", \"")).collect())
}

fn uid(kind: &str, name: &str) -> EntityUid {
    format!("{kind}::\"{name}\"").parse().expect("a name of an entity")
}

fn member_uid(name: &str) -> EntityUid {
    uid(if name.starts_with("group") { "Group" } else { "User" }, name)
}

fn policies(facts: &[Vec<&str>]) -> String {
    let rights = facts.iter().filter(|fact| fact[0] == "right");
    let permit = |fact: &Vec<&str>| {
        let [_, group, folder, operation] = fact[..] else { panic!("a right has three terms") };
        format!(
            "permit(principal in Group::\"{group}\", action == Action::\"{operation}\", \
             resource in Folder::\"{folder}\");\n"
        )
    };
    rights.map(permit).collect()
}

fn entities(facts: &[Vec<&str>]) -> Result<Entities, String> {
    let mut parents: HashMap<EntityUid, HashSet<EntityUid>> = HashMap::new();
    for fact in facts {
        let (child, parent) = match fact[..] {
            ["member", member, group] => (member_uid(member), member_uid(group)),
            ["parent", folder, parent] => (uid("Folder", folder), uid("Folder", parent)),
            _ => continue,
        };
        parents.entry(parent.clone()).or_default();
        parents.entry(child).or_default().insert(parent);
    }
    let entities = parents.into_iter().map(|(uid, parents)| Entity::new_no_attrs(uid, parents));
    Entities::from_entities(entities, None).map_err(|error| error.to_string())
}
