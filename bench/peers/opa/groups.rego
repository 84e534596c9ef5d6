# The decision of bench/worlds/groups_N.datalog in OPA's idiom: the hierarchies are graphs of the data document, and
# what is above the user and the resource is what can be reached in them.
package groups

allow if {
	some group in graph.reachable(data.members, {input.user})
	some folder in graph.reachable(data.parents, {input.resource})
	input.operation in data.rights[group][folder]
}
