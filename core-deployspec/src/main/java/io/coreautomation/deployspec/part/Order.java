package io.coreautomation.deployspec.part;

import io.coreautomation.framework.action.ActionList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** A list as a graph of numbers: each action by its place in the list. */
final class Order {
  final int size;
  final int[][] dependencies;
  final int[][] dependents;

  /** Places, each after those that it depends on. */
  final int[] topological;

  Order(ActionList list) {
    var actions = list.actions();
    this.size = actions.size();
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < size; i++) {
      places.put(actions.get(i).id(), i);
    }
    this.dependencies = new int[size][];
    for (int i = 0; i < size; i++) {
      dependencies[i] =
          actions.get(i).dependsOn().stream().mapToInt(places::get).sorted().distinct().toArray();
    }
    this.dependents = inverse();
    this.topological = sorted();
  }

  int degree(int at) {
    return dependencies[at].length + dependents[at].length;
  }

  private int[][] inverse() {
    List<List<Integer>> inverse = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      inverse.add(new ArrayList<>(2));
    }
    for (int i = 0; i < size; i++) {
      for (var dependency : dependencies[i]) {
        inverse.get(dependency).add(i);
      }
    }
    return inverse.stream()
        .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private int[] sorted() {
    var open = Arrays.stream(dependencies).mapToInt(of -> of.length).toArray();
    var free = new ArrayDeque<Integer>();
    for (int i = 0; i < size; i++) {
      if (open[i] == 0) {
        free.add(i);
      }
    }
    var order = new int[size];
    for (int filled = 0; filled < size; filled++) {
      order[filled] = free.removeFirst();
      for (var dependent : dependents[order[filled]]) {
        if (--open[dependent] == 0) {
          free.add(dependent);
        }
      }
    }
    return order;
  }
}
