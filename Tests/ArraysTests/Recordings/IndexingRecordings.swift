import Testing

/// Indexing: views, copies, shapes of results, assignment, accumulation, errors.
struct IndexingRecordings {
  @Test func basic() {
    Recording.replay(
      #"""
      v0 = data int64 2,1,1 3 -2 => A int64 (2,1,1) 8,_,_ 3 -2
      v1 = index v0 e => A int64 (2,1,1) 8,_,_ 3 -2
      v2 = data int64 2 3 1 => A int64 (2,) 8 3 1
      v3 = index v2 i-3;i2 => ! IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed
      v4 = data int64 1,1,3 3 -5 -5 => A int64 (1,1,3) _,_,8 3 -5 -5
      v5 = index v4 i-1;i2 => ! IndexError: index 2 is out of bounds for axis 1 with size 1
      v8 = data int64 - -1 => A int64 ()  -1
      v9 = index v8 n => A int64 (1,) _ -1
      v10 = data int64 1 -1 => A int64 (1,) _ -1
      v11 = setindex v10 n;n f:-2.0 => A int64 (1,) _ -2
      v12 = data int64 - 5 => A int64 ()  5
      v13 = data uint8 - 5 => A uint8 ()  5
      v14 = setindex v12 e v13 => A int64 ()  5
      v1 = data int64 3,2 0 4 -5 3 -3 3 => A int64 (3,2) 16,8 0 4 -5 3 -3 3
      v2 = index v1 e;s-2:-2:;s::0 => ! ValueError: slice step cannot be zero
      v4 = data int64 2,3 -1 4 4 4 -4 -5 => A int64 (2,3) 24,8 -1 4 4 4 -4 -5
      v5 = transpose v4 None => A int64 (3,2) 8,24 -1 4 4 -4 4 -5
      v6 = index v5 s:5:3;s::3 => A int64 (1,1) _,_ -1
      v7 = data int64 - -3 => A int64 ()  -3
      v8 = index v7 i2 => ! IndexError: too many indices for array: array is 0-dimensional, but 1 were indexed
      v18 = data int64 - -5 => A int64 ()  -5
      v19 = setindex v18 s5::-2 i:-1 => ! IndexError: too many indices for array: array is 0-dimensional, but 1 were indexed
      v24 = data int64 - -1 => A int64 ()  -1
      v25 = index v24 s3:0:-2 => ! IndexError: too many indices for array: array is 0-dimensional, but 1 were indexed
      v27 = data int64 1,3 -1 -1 -4 => A int64 (1,3) _,8 -1 -1 -4
      v28 = data bool - 0 => A bool ()  0
      v29 = setindex v27 s::0;s::2;s::3 v28 => ! IndexError: too many indices for array: array is 2-dimensional, but 3 were indexed
      v0 = data int64 2 2 5 => A int64 (2,) 8 2 5
      v1 = index v0 n;n => A int64 (1,1,2) _,_,8 2 5
      v2 = data int64 3,2,3 2 -5 4 5 1 -1 0 3 5 -2 -4 -5 0 -1 -2 -4 0 -4 => A int64 (3,2,3) 48,24,8 2 -5 4 5 1 -1 0 3 5 -2 -4 -5 0 -1 -2 -4 0 -4
      v3 = transpose v2 None => A int64 (3,2,3) 8,24,48 2 0 0 5 -2 -4 -5 3 -1 1 -4 0 4 5 -2 -1 -5 -4
      v4 = index v3 s:0:-2;s::;s::;i1 => ! IndexError: too many indices for array: array is 3-dimensional, but 4 were indexed
      v5 = data int64 1,2 2 4 => A int64 (1,2) _,8 2 4
      v6 = index v5 s-1:3:2;s1:: => A int64 (1,1) _,_ 4
      v7 = index v6 s1::;n;e => A int64 (0,1,1) _,_,_
      v8 = data int64 2,0,3  => A int64 (2,0,3) _,_,_
      v9 = index v8 s0:3:-1;s0:3:-1;s1::-1 => A int64 (0,0,2) _,_,_
      v10 = setindex v9 s::0;s4::3 s:int64:2.0 => ! ValueError: slice step cannot be zero
      v18 = data int64 2,1,1 -1 -4 => A int64 (2,1,1) 8,_,_ -1 -4
      v19 = setindex v18 n;i-2;s2:2:0 i:-2 => ! ValueError: slice step cannot be zero
      v20 = data int64 2 -2 -1 => A int64 (2,) 8 -2 -1
      v21 = index v20 s4:4:0 => ! ValueError: slice step cannot be zero
      v0 = data int64 - -2 => A int64 ()  -2
      v1 = index v0 s-4:-1: => ! IndexError: too many indices for array: array is 0-dimensional, but 1 were indexed
      v2 = data int64 1,3 -4 -5 0 => A int64 (1,3) _,8 -4 -5 0
      v3 = transpose v2 1,0 => A int64 (3,1) 8,_ -4 -5 0
      v4 = index v3 i0;s1::-1;n => A int64 (1,1) _,_ -4
      v5 = data int64 3,3,1 2 -1 1 -4 4 -1 -2 -3 1 => A int64 (3,3,1) 24,8,_ 2 -1 1 -4 4 -1 -2 -3 1
      v6 = index v5 s:3:-1;s1:-1:;s1:-1: => A int64 (0,1,0) _,_,_
      v7 = index v6 i0 => ! IndexError: index 0 is out of bounds for axis 0 with size 0
      v12 = data int64 - -3 => A int64 ()  -3
      v13 = setindex v12 i3 f:0.1 => ! IndexError: too many indices for array: array is 0-dimensional, but 1 were indexed
      v14 = data int64 1,2,1 -1 2 => A int64 (1,2,1) _,8,_ -1 2
      v15 = transpose v14 None => A int64 (1,2,1) _,8,_ -1 2
      v16 = index v15 s2:5:1;i-3;s1:-3:-1 => ! IndexError: index -3 is out of bounds for axis 1 with size 2
      v17 = data int64 3,1,1 3 5 -1 => A int64 (3,1,1) 8,_,_ 3 5 -1
      v18 = index v17 i-3;s2:2:1 => A int64 (0,1) _,_
      """#)
  }

  @Test func advanced() {
    Recording.replay(
      #"""
      v2 = data int64 2,2 -3 3 5 3 => A int64 (2,2) 16,8 -3 3 5 3
      v3 = data int64 2 0 1 => A int64 (2,) 8 0 1
      v4 = data bool 2 0 0 => A bool (2,) 1 0 0
      v5 = data bool - 1 => A bool ()  1
      v6 = setindex v2 av3;n;mv4 v5 => ! IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes (2,) (0,)
      v11 = data float32 2 -5.0 1.0 => A float32 (2,) 4 -5.0 1.0
      v12 = index v11 s0:-1: => A float32 (1,) _ -5.0
      v14 = data int64 1,3,1 0 -2 0 => A int64 (1,3,1) _,8,_ 0 -2 0
      v15 = index v14 s::2;s:3:;s:3:-1 => A int64 (1,3,0) _,_,_
      v16 = data int64 1 0 => A int64 (1,) _ 0
      v17 = setindex v15 av16;i-1 s:int64:0.0 => A int64 (1,3,0) _,_,_
      v18 = data uint8 0  => A uint8 (0,) _
      v19 = data int32 3,1 -3 -2 -2 => A int32 (3,1) 4,_ -3 -2 -2
      v20 = index v18 av19 => ! IndexError: index -3 is out of bounds for axis 0 with size 0
      v40 = data uint8 1,3,1 6 1 1 => A uint8 (1,3,1) _,1,_ 6 1 1
      v41 = transpose v40 2,0,1 => A uint8 (1,1,3) _,_,1 6 1 1
      v42 = data bool 1,1 0 => A bool (1,1) _,_ 0
      v43 = data int64 3 -2 -3 -3 => A int64 (3,) 8 -2 -3 -3
      v44 = data int64 2 -1 0 => A int64 (2,) 8 -1 0
      v45 = index v41 mv42;av43;av44 => ! IndexError: too many indices for array: array is 3-dimensional, but 4 were indexed
      v46 = data int64 2,1,3 4 4 1 3 -2 3 => A int64 (2,1,3) 24,_,8 4 4 1 3 -2 3
      v47 = data bool 2,1 0 0 => A bool (2,1) 1,_ 0 0
      v48 = data bool 3 0 1 0 => A bool (3,) 1 0 1 0
      v49 = index v46 mv47;mv48 => A int64 (0,) _
      v50 = data float32 3 0.8884522088530099 0.5091728446188261 -2.0 => A float32 (3,) 4 0.88845223 0.50917286 -2.0
      v51 = data bool 3 1 1 0 => A bool (3,) 1 1 1 0
      v52 = data bool 2 0 0 => A bool (2,) 1 0 0
      v53 = at v50 subtract mv51 v52 => A float32 (3,) 4 0.88845223 0.50917286 -2.0
      v75 = data uint8 2,1 7 9 => A uint8 (2,1) 1,_ 7 9
      v76 = transpose v75 1,0 => A uint8 (1,2) _,1 7 9
      v77 = data bool 1,2 0 1 => A bool (1,2) _,1 0 1
      v78 = data int32 1 -3 => A int32 (1,) _ -3
      v79 = data int64 - -2 => A int64 ()  -2
      v80 = at v76 maximum mv77;av78 v79 => ! IndexError: too many indices for array: array is 2-dimensional, but 3 were indexed
      v81 = data float32 0,2,1  => A float32 (0,2,1) _,_,_
      v82 = transpose v81 None => A float32 (1,2,0) _,_,_
      v83 = data bool 1,2 0 1 => A bool (1,2) _,1 0 1
      v84 = setindex v82 n;mv83;n f:0.5 => A float32 (1,2,0) _,_,_
      v0 = data float32 2,3 -2.1654224728748597 2.8120956755482247 -0.6060548909899239 4.0 -1.0 0.0 => A float32 (2,3) 12,4 -2.1654224 2.8120956 -0.6060549 4.0 -1.0 0.0
      v1 = transpose v0 None => A float32 (3,2) 4,12 -2.1654224 4.0 2.8120956 -1.0 -0.6060549 0.0
      v2 = data bool 2 0 1 => A bool (2,) 1 0 1
      v3 = data float64 1,1 -4.064803465665047 => A float64 (1,1) _,_ -4.064803465665047
      v4 = at v1 add n;i-2;mv2 v3 => A float32 (3,2) 4,12 -2.1654224 4.0 2.8120956 -5.0648036 -0.6060549 0.0
      v5 = data int64 2,3,1 -5 5 2 0 -3 -3 => A int64 (2,3,1) 24,8,_ -5 5 2 0 -3 -3
      v6 = data int64 1 -1 => A int64 (1,) _ -1
      v7 = data int32 1,1 -1 => A int32 (1,1) _,_ -1
      v8 = data int32 1,1,1 4 => A int32 (1,1,1) _,_,_ 4
      v9 = setindex v5 av6;av7 v8 => A int64 (2,3,1) 24,8,_ -5 5 2 0 -3 4
      v23 = data float32 1,2 -1.1773657178682255 3.3670953672897674 => A float32 (1,2) _,4 -1.1773657 3.3670955
      v24 = data bool 1,2 1 1 => A bool (1,2) _,1 1 1
      v25 = index v23 mv24 => A float32 (2,) 4 -1.1773657 3.3670955
      v38 = data int64 2,1,2 -3 -3 0 4 => A int64 (2,1,2) 16,_,8 -3 -3 0 4
      v39 = data int64 1 -1 => A int64 (1,) _ -1
      v40 = at v38 add av39 b:1 => A int64 (2,1,2) 16,_,8 -3 -3 1 5
      v45 = data int64 3 3 2 5 => A int64 (3,) 8 3 2 5
      v46 = transpose v45 None => A int64 (3,) 8 3 2 5
      v47 = data int64 2,1 0 -1 => A int64 (2,1) 8,_ 0 -1
      v48 = at v46 subtract n;av47 s:int64:2.0 => A int64 (3,) 8 1 2 3
      v74 = data uint8 3,2,1 1 0 9 6 3 7 => A uint8 (3,2,1) 2,1,_ 1 0 9 6 3 7
      v75 = transpose v74 1,0,2 => A uint8 (2,3,1) 1,2,_ 1 9 3 0 6 7
      v76 = data bool 2,3 1 0 1 0 1 1 => A bool (2,3) 3,1 1 0 1 0 1 1
      v77 = data int64 1 1 => A int64 (1,) _ 1
      v78 = setindex v75 mv76;s:-2:2;av77;i1 f:-2.0 => ! IndexError: too many indices for array: array is 3-dimensional, but 5 were indexed
      v91 = data int64 2 5 -4 => A int64 (2,) 8 5 -4
      v92 = data bool 2 0 1 => A bool (2,) 1 0 1
      v93 = index v91 mv92;e => A int64 (1,) _ -4
      v102 = data uint8 1,1,3 0 3 6 => A uint8 (1,1,3) _,_,1 0 3 6
      v103 = data bool 1 0 => A bool (1,) _ 0
      v104 = data int32 - -1 => A int32 ()  -1
      v105 = data int64 2 -1 -1 => A int64 (2,) 8 -1 -1
      v106 = data int64 - -1 => A int64 ()  -1
      v107 = setindex v102 mv103;av104;av105 v106 => ! IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes (0,) (2,)
      v114 = data float32 2,0  => A float32 (2,0) _,_
      v115 = data int64 0  => A int64 (0,) _
      v116 = index v114 av115;i4 => ! IndexError: index 4 is out of bounds for axis 1 with size 0
      v0 = data int64 1,3,3 -4 4 1 -5 -5 -4 -2 -2 3 => A int64 (1,3,3) _,24,8 -4 4 1 -5 -5 -4 -2 -2 3
      v1 = data int64 2 -1 -1 => A int64 (2,) 8 -1 -1
      v2 = data int32 1,2 -1 -3 => A int32 (1,2) _,4 -1 -3
      v3 = data float64 1,2,1 1.1851975236424606 1.612633185677101 => A float64 (1,2,1) _,8,_ 1.1851975236424606 1.612633185677101
      v4 = setindex v0 av1;av2 v3 => A int64 (1,3,3) _,24,8 1 1 1 -5 -5 -4 1 1 1
      v10 = data int64 1,1,2 5 3 => A int64 (1,1,2) _,_,8 5 3
      v11 = data bool 1 1 => A bool (1,) _ 1
      v12 = data float32 1,1,2 -4.0 -3.0 => A float32 (1,1,2) _,_,4 -4.0 -3.0
      v13 = at v10 subtract n;mv11;i0 v12 => A int64 (1,1,2) _,_,8 9 6
      v25 = data float32 2 3.293480893722192 -3.0 => A float32 (2,) 4 3.2934809 -3.0
      v26 = transpose v25 0 => A float32 (2,) 4 3.2934809 -3.0
      v27 = data bool 2 0 1 => A bool (2,) 1 0 1
      v28 = index v26 mv27 => A float32 (1,) _ -3.0
      v33 = data float32 2,3,1 -3.846582481485724 0.2778237154201528 -0.028817097487666084 1.0620885330614325 -2.452774938614181 0.199203485665854 => A float32 (2,3,1) 12,4,_ -3.8465824 0.27782372 -0.028817097 1.0620885 -2.452775 0.19920349
      v34 = index v33 s:-1:2;s:-1:2;s1:-1:-1 => A float32 (1,1,0) _,_,_
      v35 = data bool 1,1 0 => A bool (1,1) _,_ 0
      v36 = index v34 n;mv35;s:1:-1 => A float32 (1,0,0) _,_,_
      v43 = data int64 3,2,3 2 1 -5 -2 1 1 4 -5 4 1 2 -5 0 -1 1 1 3 3 => A int64 (3,2,3) 48,24,8 2 1 -5 -2 1 1 4 -5 4 1 2 -5 0 -1 1 1 3 3
      v44 = data int32 2 -2 -2 => A int32 (2,) 4 -2 -2
      v45 = setindex v43 i2;n;av44 s:uint8:0.0 => A int64 (3,2,3) 48,24,8 2 1 -5 -2 1 1 4 -5 4 1 2 -5 0 0 0 1 3 3
      v68 = data float32 2,2,1 -1.0434559746111278 -3.093896290520717 -0.9682688254730718 -1.0 => A float32 (2,2,1) 8,4,_ -1.043456 -3.0938964 -0.9682688 -1.0
      v69 = transpose v68 0,1,2 => A float32 (2,2,1) 8,4,_ -1.043456 -3.0938964 -0.9682688 -1.0
      v70 = data bool 2,2 1 1 1 0 => A bool (2,2) 2,1 1 1 1 0
      v71 = data float64 - 2.9239366069993036 => A float64 ()  2.9239366069993036
      v72 = setindex v69 mv70;e;e;i0 v71 => ! IndexError: an index can only have a single ellipsis ('...')
      v73 = data int64 2,2,0  => A int64 (2,2,0) _,_,_
      v74 = data int64 1 -2 => A int64 (1,) _ -2
      v75 = data int64 1,2,0  => A int64 (1,2,0) _,_,_
      v76 = at v73 maximum av74 v75 => A int64 (2,2,0) _,_,_
      v91 = data int64 3,0,1  => A int64 (3,0,1) _,_,_
      v92 = data bool 1,3 0 0 1 => A bool (1,3) _,1 0 0 1
      v93 = index v91 i-2;mv92 => ! IndexError: boolean index did not match indexed array along axis 1; size of axis is 0 but size of corresponding boolean axis is 1
      v103 = data int64 1,3,2 4 -2 1 3 4 4 => A int64 (1,3,2) _,16,8 4 -2 1 3 4 4
      v104 = data bool 3,2 0 0 0 1 1 1 => A bool (3,2) 2,1 0 0 0 1 1 1
      v105 = data int64 1 -2 => A int64 (1,) _ -2
      v106 = index v103 s0::1;mv104;av105 => ! IndexError: too many indices for array: array is 3-dimensional, but 4 were indexed
      v9 = data float32 1,1,1 1.6965229238141664 => A float32 (1,1,1) _,_,_ 1.696523
      v10 = index v9 s::-1;s-1::;s:: => A float32 (1,1,1) _,_,_ 1.696523
      v11 = data int64 1 0 => A int64 (1,) _ 0
      v12 = index v11 s-1:: => A int64 (1,) _ 0
      v13 = data int64 1,0  => A int64 (1,0) _,_
      v14 = data int32 1 2 => A int32 (1,) _ 2
      v15 = index v12 av13;av14 => ! IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed
      v25 = data float32 3,2,1 0.7667447085780562 -1.9732712371169914 -2.0 -3.7613443720055004 -0.042327690324927225 3.9587611041484045 => A float32 (3,2,1) 8,4,_ 0.76674473 -1.9732713 -2.0 -3.7613444 -0.04232769 3.9587612
      v26 = index v25 s1:3:;s0:-1:2;s:3:-1 => A float32 (2,1,0) _,_,_
      v27 = data bool 0  => A bool (0,) _
      v28 = setindex v26 i-2;n;s-2:4:1;mv27 f:3.0 => A float32 (2,1,0) _,_,_
      v47 = data float32 2,2 4.0 -1.3938786294091443 -0.10718785471940362 2.0 => A float32 (2,2) 8,4 4.0 -1.3938786 -0.10718785 2.0
      v48 = data bool 2,2 0 0 1 0 => A bool (2,2) 2,1 0 0 1 0
      v49 = index v47 mv48 => A float32 (1,) _ -0.10718785
      v68 = data uint8 2 9 3 => A uint8 (2,) 1 9 3
      v69 = data bool 2 1 0 => A bool (2,) 1 1 0
      v70 = data int64 3 -3 -3 1 => A int64 (3,) 8 -3 -3 1
      v71 = at v68 maximum mv69;av70 f:0.5 => ! IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed
      v72 = data float32 1 1.2209483499161853 => A float32 (1,) _ 1.2209483
      v73 = data bool - 1 => A bool ()  1
      v74 = index v72 mv73;e => A float32 (1,1) _,_ 1.2209483
      v87 = data uint8 2 2 5 => A uint8 (2,) 1 2 5
      v88 = data int32 1,3 1 -2 -2 => A int32 (1,3) _,4 1 -2 -2
      v89 = index v87 av88;i4 => ! IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed
      v96 = data float32 0  => A float32 (0,) _
      v97 = index v96 s-1:3:-1 => A float32 (0,) _
      v98 = data int32 - -3 => A int32 ()  -3
      v99 = data int64 1 -3 => A int64 (1,) _ -3
      v100 = index v97 av98;av99 => ! IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed
      v125 = data int64 3,2,1 1 0 -4 -1 -5 -1 => A int64 (3,2,1) 16,8,_ 1 0 -4 -1 -5 -1
      v126 = index v125 s0:3:-1;s:-1:-1;s1:: => A int64 (0,0,0) _,_,_
      v127 = data bool 0  => A bool (0,) _
      v128 = data int64 - 1 => A int64 ()  1
      v129 = setindex v126 s2::2;mv127;av128;s5:3: s:int64:4.0 => ! IndexError: too many indices for array: array is 3-dimensional, but 4 were indexed
      v3 = data float32 1,3,2 -1.8650290669150986 -1.8724725849641062 4.168894603146661 0.7163046130982834 -0.11020007243106172 2.0 => A float32 (1,3,2) _,8,4 -1.8650291 -1.8724726 4.168895 0.7163046 -0.11020007 2.0
      v4 = transpose v3 1,0,2 => A float32 (3,1,2) 8,_,4 -1.8650291 -1.8724726 4.168895 0.7163046 -0.11020007 2.0
      v5 = data int32 2 -3 -1 => A int32 (2,) 4 -3 -1
      v6 = data bool 2 1 0 => A bool (2,) 1 1 0
      v7 = index v4 av5;n;i-1;mv6 => A float32 (2,1) 4,_ -1.8650291 -0.11020007
      v10 = data uint8 1,1,1 8 => A uint8 (1,1,1) _,_,_ 8
      v11 = data int32 1 1 => A int32 (1,) _ 1
      v12 = data bool 1,1 1 => A bool (1,1) _,_ 1
      v13 = index v10 av11;mv12;s1:-1: => ! IndexError: too many indices for array: array is 3-dimensional, but 4 were indexed
      v18 = data int64 1,1 0 => A int64 (1,1) _,_ 0
      v19 = transpose v18 None => A int64 (1,1) _,_ 0
      v20 = data int32 3,1 -1 -1 0 => A int32 (3,1) 4,_ -1 -1 0
      v21 = setindex v19 i-1;av20 i:0 => A int64 (1,1) _,_ 0
      v32 = data int64 3,3 -5 1 2 4 3 5 -2 -4 3 => A int64 (3,3) 24,8 -5 1 2 4 3 5 -2 -4 3
      v33 = transpose v32 None => A int64 (3,3) 8,24 -5 4 -2 1 3 -4 2 5 3
      v34 = data int64 1,1 -2 => A int64 (1,1) _,_ -2
      v35 = index v33 s-2:-4:;av34 => A int64 (0,1,1) _,_,_
      v45 = data int64 1,3,2 -4 3 -5 -3 4 -4 => A int64 (1,3,2) _,16,8 -4 3 -5 -3 4 -4
      v46 = data int32 2 -1 0 => A int32 (2,) 4 -1 0
      v47 = at v45 subtract av46 i:4 => A int64 (1,3,2) _,16,8 -12 -5 -13 -11 -4 -12
      v51 = data int64 2,2,3 -5 5 -2 -5 -1 1 4 0 -2 -2 -3 0 => A int64 (2,2,3) 48,24,8 -5 5 -2 -5 -1 1 4 0 -2 -2 -3 0
      v52 = data bool 2,2 1 1 1 1 => A bool (2,2) 2,1 1 1 1 1
      v53 = index v51 i-1;s::2;mv52;i4 => ! IndexError: too many indices for array: array is 3-dimensional, but 5 were indexed
      v65 = data uint8 0,3  => A uint8 (0,3) _,_
      v66 = transpose v65 None => A uint8 (3,0) _,_
      v67 = data int32 3,3 -4 3 3 4 -2 1 1 -1 3 => A int32 (3,3) 12,4 -4 3 3 4 -2 1 1 -1 3
      v68 = data float32 - 0.28711675900630684 => A float32 ()  0.28711677
      v69 = setindex v66 i4;av67 v68 => ! IndexError: index 4 is out of bounds for axis 0 with size 3
      v77 = data int64 2,3 0 1 4 0 -5 -4 => A int64 (2,3) 24,8 0 1 4 0 -5 -4
      v78 = index v77 s0::2;s-1::2 => A int64 (1,1) _,_ 4
      v82 = data int64 1,3,3 4 2 1 -3 -4 -1 -3 -5 0 => A int64 (1,3,3) _,24,8 4 2 1 -3 -4 -1 -3 -5 0
      v83 = index v82 s1::-1;s::;s1:3: => A int64 (1,3,2) _,24,8 2 1 -4 -1 -5 0
      v84 = data int64 1 -1 => A int64 (1,) _ -1
      v85 = data bool 3 1 0 1 => A bool (3,) 1 1 0 1
      v86 = setindex v83 av84;mv85 i:-3 => A int64 (1,3,2) _,24,8 -3 -3 -4 -1 -3 -3
      v4 = data float32 2,2 3.0 4.0 1.5830556772860014 -0.10623037640954684 => A float32 (2,2) 8,4 3.0 4.0 1.5830557 -0.10623038
      v5 = data bool 2,2 1 1 0 1 => A bool (2,2) 2,1 1 1 0 1
      v6 = index v4 mv5 => A float32 (3,) 4 3.0 4.0 -0.10623038
      v9 = data uint8 3,1,1 3 0 0 => A uint8 (3,1,1) 1,_,_ 3 0 0
      v10 = data bool 3,1 1 1 1 => A bool (3,1) 1,_ 1 1 1
      v11 = data bool 1 1 => A bool (1,) _ 1
      v12 = index v9 mv10;mv11;i2;s:1:1 => ! IndexError: too many indices for array: array is 3-dimensional, but 5 were indexed
      v20 = data uint8 1,2,1 9 7 => A uint8 (1,2,1) _,1,_ 9 7
      v21 = index v20 s-1:3:;s1::2;s:-1: => A uint8 (1,1,0) _,_,_
      v22 = data bool 1 1 => A bool (1,) _ 1
      v23 = data int64 3 -3 3 3 => A int64 (3,) 8 -3 3 3
      v24 = at v21 maximum mv22 v23 => ! ValueError: array is not broadcastable to correct shape
      v34 = data int64 2 -3 -3 => A int64 (2,) 8 -3 -3
      v35 = transpose v34 0 => A int64 (2,) 8 -3 -3
      v36 = data int64 3 -2 1 1 => A int64 (3,) 8 -2 1 1
      v37 = at v35 add s-3:0:-1;av36 f:3.0 => ! IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed
      v50 = data float32 1,2,3 -0.3527854259854344 3.320020404446973 4.0 -4.89529113690772 -3.045184142769195 4.0 => A float32 (1,2,3) _,12,4 -0.35278544 3.3200204 4.0 -4.8952913 -3.0451841 4.0
      v51 = data int64 - -1 => A int64 ()  -1
      v52 = data bool 2,3 0 0 0 0 0 0 => A bool (2,3) 3,1 0 0 0 0 0 0
      v53 = data int64 - -1 => A int64 ()  -1
      v54 = index v50 av51;mv52;av53 => ! IndexError: too many indices for array: array is 3-dimensional, but 4 were indexed
      v63 = data int64 2,2,1 3 -1 1 5 => A int64 (2,2,1) 16,8,_ 3 -1 1 5
      v64 = transpose v63 None => A int64 (1,2,2) _,8,16 3 1 -1 5
      v65 = data bool 1 0 => A bool (1,) _ 0
      v66 = setindex v64 mv65 f:3.0 => A int64 (1,2,2) _,8,16 3 1 -1 5
      v79 = data float32 2,0,2  => A float32 (2,0,2) _,_,_
      v80 = data int64 1 0 => A int64 (1,) _ 0
      v81 = data int32 1,0,2  => A int32 (1,0,2) _,_,_
      v82 = setindex v79 av80 v81 => A float32 (2,0,2) _,_,_
      v83 = data int64 3,1,2 -4 -5 5 -3 -1 5 => A int64 (3,1,2) 16,_,8 -4 -5 5 -3 -1 5
      v84 = data bool 3 1 0 0 => A bool (3,) 1 1 0 0
      v85 = index v83 mv84;n;e => A int64 (1,1,1,2) _,_,_,8 -4 -5
      v92 = data int64 2,3,3 0 -2 -2 3 3 1 -4 2 -1 -2 -3 2 -4 -5 -2 -1 5 -5 => A int64 (2,3,3) 72,24,8 0 -2 -2 3 3 1 -4 2 -1 -2 -3 2 -4 -5 -2 -1 5 -5
      v93 = index v92 s:3:2;s:-1:;s-1:: => A int64 (1,2,1) _,24,_ -2 1
      v94 = data int32 1 0 => A int32 (1,) _ 0
      v95 = index v93 s:-4:;n;av94 => A int64 (0,1,1,1) _,_,_,_
      """#)
  }

  @Test func taking() {
    Recording.replay(
      #"""
      v0 = data float32 1 -0.07369694373693718 => A float32 (1,) _ -0.07369694
      v1 = transpose v0 0 => A float32 (1,) _ -0.07369694
      v2 = transpose v1 0 => A float32 (1,) _ -0.07369694
      v3 = nonzero v2 0 => A int64 (1,) _ 0
      v5 = data int32 3,1 2 -3 2 => A int32 (3,1) 4,_ 2 -3 2
      v6 = data bool 2 0 1 => A bool (2,) 1 0 1
      v7 = compress v5 v6 -2 => A int32 (1,1) _,_ -3
      v8 = data bool 3,3,2 1 0 1 0 1 0 1 0 1 1 0 1 1 0 1 1 0 1 => A bool (3,3,2) 6,2,1 1 0 1 0 1 0 1 0 1 1 0 1 1 0 1 1 0 1
      v9 = index v8 s::2;s1:-1:-1;s:-1:2 => A bool (2,0,1) _,_,_
      v10 = index v9 s1::-1;s::2;s1:: => A bool (2,0,0) _,_,_
      v11 = data int64 3,0,0  => A int64 (3,0,0) _,_,_
      v12 = tala v10 v11 -3 => A bool (3,0,0) _,_,_
      v17 = data float32 3 -0.22547240286021442 3.2191516103870494 -0.24918561233205058 => A float32 (3,) 4 -0.2254724 3.2191515 -0.2491856
      v18 = data bool 3 0 0 0 => A bool (3,) 1 0 0 0
      v19 = compress v17 v18 -1 => A float32 (0,) _
      v28 = data bool 1,1 1 => A bool (1,1) _,_ 1
      v29 = index v28 s:-1:-1;s:3:-1 => A bool (0,0) _,_
      v30 = transpose v29 None => A bool (0,0) _,_
      v31 = data int64 3 -4 -4 1 => A int64 (3,) 8 -4 -4 1
      v32 = take v30 v31 -1 wrap => A bool (0,3) _,_
      v33 = data float64 3,1,0  => A float64 (3,1,0) _,_,_
      v34 = transpose v33 0,2,1 => A float64 (3,0,1) _,_,_
      v35 = nonzero v34 2 => A int64 (0,) _
      v38 = data int64 - 1 => A int64 ()  1
      v39 = data int32 - -1 => A int32 ()  -1
      v40 = put v38 v39 f:3.0 wrap => A int64 ()  3
      v45 = data int32 2,3 5 1 5 -5 0 3 => A int32 (2,3) 12,4 5 1 5 -5 0 3
      v46 = transpose v45 None => A int32 (3,2) 4,12 5 -5 1 0 5 3
      v47 = data int64 3,1 -2 0 -1 => A int64 (3,1) 8,_ -2 0 -1
      v48 = tala v46 v47 -1 => A int32 (3,1) 4,_ 5 1 3
      v49 = data float64 0,1,2  => A float64 (0,1,2) _,_,_
      v50 = transpose v49 0,2,1 => A float64 (0,2,1) _,_,_
      v51 = index v50 s0::;s:3:-1;s0:-1:2 => A float64 (0,0,0) _,_,_
      v52 = data int64 0,2,0  => A int64 (0,2,0) _,_,_
      v53 = tala v51 v52 -2 => A float64 (0,2,0) _,_,_
      v54 = data bool - 1 => A bool ()  1
      v55 = data int64 3,1 -1 0 0 => A int64 (3,1) 8,_ -1 0 0
      v56 = data bool 1 1 => A bool (1,) _ 1
      v57 = put v54 v55 v56 wrap => A bool ()  1
      v63 = data uint8 0,2  => A uint8 (0,2) _,_
      v64 = transpose v63 1,0 => A uint8 (2,0) _,_
      v65 = data int64 1 -2 => A int64 (1,) _ -2
      v66 = data uint8 1 9 => A uint8 (1,) _ 9
      v67 = put v64 v65 v66 wrap => ! IndexError: cannot replace elements of an empty array
      v72 = data float32 2 4.125858903864017 1.416981838155042 => A float32 (2,) 4 4.125859 1.4169818
      v73 = transpose v72 0 => A float32 (2,) 4 4.125859 1.4169818
      v74 = index v73 s-1:: => A float32 (1,) _ 1.4169818
      v75 = data int64 - -1 => A int64 ()  -1
      v76 = data float32 1 3.0 => A float32 (1,) _ 3.0
      v77 = put v74 v75 v76 raise => A float32 (1,) _ 3.0
      v83 = data int64 1,3,2 -2 -1 -4 4 -1 4 => A int64 (1,3,2) _,16,8 -2 -1 -4 4 -1 4
      v84 = index v83 s::;s:-1:2;s1:-1: => A int64 (1,1,0) _,_,_
      v85 = index v84 s0:3:;s:3:2;s:3:2 => A int64 (1,1,0) _,_,_
      v86 = data int64 - -4 => A int64 ()  -4
      v87 = take v85 v86 None clip => ! IndexError: cannot do a non-empty take from an empty axes.
      v97 = data float32 3 -0.6758059416983037 2.0 -1.0 => A float32 (3,) 4 -0.6758059 2.0 -1.0
      v98 = transpose v97 0 => A float32 (3,) 4 -0.6758059 2.0 -1.0
      v99 = transpose v98 None => A float32 (3,) 4 -0.6758059 2.0 -1.0
      v100 = data bool 3 0 1 0 => A bool (3,) 1 0 1 0
      v101 = compress v99 v100 0 => A float32 (1,) _ 2.0
      v102 = data uint8 1,1,1 8 => A uint8 (1,1,1) _,_,_ 8
      v103 = index v102 s1:-1:2;s::-1;s0:: => A uint8 (0,1,1) _,_,_
      v104 = data int32 1 -1 => A int32 (1,) _ -1
      v105 = data uint8 1 5 => A uint8 (1,) _ 5
      v106 = put v103 v104 v105 clip => ! IndexError: cannot replace elements of an empty array
      v120 = data int64 1,2 -5 -5 => A int64 (1,2) _,8 -5 -5
      v121 = data int64 1,2 0 1 => A int64 (1,2) _,8 0 1
      v122 = data float64 1,2 0.4054178963220923 4.285379405506445 => A float64 (1,2) _,8 0.4054178963220923 4.285379405506445
      v123 = choose v121 v120 v122 wrap => A float64 (1,2) _,8 -5.0 4.285379405506445
      v125 = data int32 1,2 -3 -1 => A int32 (1,2) _,4 -3 -1
      v126 = index v125 s1:3:2;s1:: => A int32 (0,1) _,_
      v127 = index v126 s0::2;s0:-1: => A int32 (0,0) _,_
      v128 = data int64 0,0  => A int64 (0,0) _,_
      v129 = data float32 0,0  => A float32 (0,0) _,_
      v130 = choose v128 v127 v129 wrap => A float64 (0,0) _,_
      v131 = data float64 1,1 -1.0605346778693663 => A float64 (1,1) _,_ -1.0605346778693663
      v132 = index v131 s-1::2;s::-1 => A float64 (1,1) _,_ -1.0605346778693663
      v133 = data int64 3,1 -1 0 -1 => A int64 (3,1) 8,_ -1 0 -1
      v134 = pala v132 v133 b:0 -2 => A float64 (1,1) _,_ 0.0
      v139 = data float32 3,3,1 -5.0 3.0 1.4199569488511106 0.9689887497670782 -0.4622509265467041 -4.941319800192959 -0.7606806305028176 0.0027521761451714316 -0.11810840837864013 => A float32 (3,3,1) 12,4,_ -5.0 3.0 1.4199569 0.9689888 -0.46225092 -4.94132 -0.7606806 0.0027521763 -0.11810841
      v140 = transpose v139 None => A float32 (1,3,3) _,4,12 -5.0 0.9689888 -0.7606806 3.0 -0.46225092 0.0027521763 1.4199569 -4.94132 -0.11810841
      v141 = nonzero v140 0 => A int64 (9,) 8 0 0 0 0 0 0 0 0 0
      v152 = data float64 3,2,1 2.0 -5.0 2.6852686472244027 -1.0 -0.38076600305281577 -2.0363585387287864 => A float64 (3,2,1) 16,8,_ 2.0 -5.0 2.6852686472244027 -1.0 -0.38076600305281577 -2.0363585387287864
      v153 = transpose v152 None => A float64 (1,2,3) _,8,16 2.0 2.6852686472244027 -0.38076600305281577 -5.0 -1.0 -2.0363585387287864
      v154 = data int64 - 0 => A int64 ()  0
      v155 = take v153 v154 2 raise => A float64 (1,2) _,8 2.0 -5.0
      v156 = data int32 3 3 -3 5 => A int32 (3,) 4 3 -3 5
      v157 = transpose v156 0 => A int32 (3,) 4 3 -3 5
      v158 = transpose v157 None => A int32 (3,) 4 3 -3 5
      v159 = data int64 3 -1 1 -2 => A int64 (3,) 8 -1 1 -2
      v160 = pala v158 v159 i:-3 0 => A int32 (3,) 4 3 -3 -3
      v161 = data int32 0  => A int32 (0,) _
      v162 = data int64 2 -3 -5 => A int64 (2,) 8 -3 -5
      v163 = tala v161 v162 -1 => ! IndexError: index -3 is out of bounds for axis 0 with size 0
      v170 = data bool 3 1 0 0 => A bool (3,) 1 1 0 0
      v171 = index v170 s0:: => A bool (3,) 1 1 0 0
      v203 = data float64 - 3.361493098881841 => A float64 ()  3.361493098881841
      v204 = data int64 1 -1 => A int64 (1,) _ -1
      v205 = take v203 v204 None clip => A float64 (1,) _ 3.361493098881841
      v207 = data float64 3,1 -3.0 0.6028454971630952 0.0 => A float64 (3,1) 8,_ -3.0 0.6028454971630952 0.0
      v208 = transpose v207 None => A float64 (1,3) _,8 -3.0 0.6028454971630952 0.0
      v209 = data int64 2,3 -2 -4 -4 4 6 6 => A int64 (2,3) 24,8 -2 -4 -4 4 6 6
      v210 = tala v208 v209 -2 => ! IndexError: index -2 is out of bounds for axis 0 with size 1
      v265 = data int32 2,0  => A int32 (2,0) _,_
      v266 = data int64 2,0  => A int64 (2,0) _,_
      v267 = data bool 2,0  => A bool (2,0) _,_
      v268 = choose v266 v265 v267 clip => A int32 (2,0) _,_
      v372 = data float64 2 -1.0 -0.06182440896728118 => A float64 (2,) 8 -1.0 -0.06182440896728118
      v373 = index v372 s-1:-1:-1 => A float64 (0,) _
      v374 = data int32 2 4 1 => A int32 (2,) 4 4 1
      v375 = data float64 1 1.1036872157198105 => A float64 (1,) _ 1.1036872157198105
      v376 = put v373 v374 v375 clip => ! IndexError: cannot replace elements of an empty array
      v431 = data float64 2,0  => A float64 (2,0) _,_
      v432 = index v431 s-1::2;s:3: => A float64 (1,0) _,_
      v433 = transpose v432 None => A float64 (0,1) _,_
      v434 = data int64 1,1 -1 => A int64 (1,1) _,_ -1
      v435 = pala v433 v434 s:int64:4.0 0 => ! IndexError: index -1 is out of bounds for axis 0 with size 0
      v514 = data int32 3 -1 0 -5 => A int32 (3,) 4 -1 0 -5
      v515 = index v514 s:3:-1 => A int32 (0,) _
      v516 = transpose v515 None => A int32 (0,) _
      v517 = data int64 1 0 => A int64 (1,) _ 0
      v518 = tala v516 v517 -1 => ! IndexError: index 0 is out of bounds for axis 0 with size 0
      v712 = data uint8 2,0  => A uint8 (2,0) _,_
      v713 = data int64 - -3 => A int64 ()  -3
      v714 = take v712 v713 None raise => ! IndexError: cannot do a non-empty take from an empty axes.
      """#)
  }
}
